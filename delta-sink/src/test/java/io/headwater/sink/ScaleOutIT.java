package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.sink.LocalSink.Place;
import io.headwater.sink.testkit.GateLogStore.Gate;
import io.headwater.sink.worker.WorkerState.Phase;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several sinks that share the partitions of a topic, and tables that fare differently. */
class ScaleOutIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;

  @TempDir private static Path brokerDirectory;
  private static KafkaProcess broker;

  @TempDir private Path tables;

  @BeforeAll
  static void startTheBroker() {
    broker = new KafkaProcess(brokerDirectory).start();
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  @Test
  void shouldHoldEachRecordOnceWhileSinksJoinAndLeaveUnderLoad() throws Exception {
    try (EventsTopic topic = new EventsTopic(broker.bootstrapServers(), "join", PARTITIONS)) {
      Place place = new Place(broker.bootstrapServers(), topic, tables);
      try (LocalSink one = place.start()) {
        topic.events(400);
        await().atMost(PATIENCE).until(() -> one.progress("events").rows() > 0);
        try (LocalSink two = place.start()) {
          // Then: the second one gets its share
          await()
              .atMost(PATIENCE)
              .until(
                  () -> {
                    topic.events(100);
                    return two.progress("events").rows() > 0;
                  });
          assertThat(one.progress("events").committed()).isNotEmpty();
          topic.events(400);
        } // and leaves in the middle of it
        topic.events(200);
        await().atMost(PATIENCE).until(() -> one.progress("events").committed().size() == 4);
        try (LocalSink three = place.start()) {
          topic.events(200);
          await().atMost(PATIENCE).until(() -> !three.progress("events").committed().isEmpty());
          awaitAll(topic);
        }
      }
      assertThat(place.audit()).contains("PASS");
    }
  }

  @Test
  void shouldNotHoldUpTheOthersWhenOneTableIsSlowOrFails() throws Exception {
    Gate gate = new Gate("events");
    try (EventsTopic topic = new EventsTopic(broker.bootstrapServers(), "slow", PARTITIONS)) {
      Place place = new Place(broker.bootstrapServers(), topic, tables);
      try (LocalSink sink = place.start(gate.settings().toArray(String[]::new))) {
        topic.events(20);
        awaitAll(topic);
        // Given: commits to the table of events hang
        gate.shut();
        topic.events(20);
        gate.awaitSomebody();

        topic.alert();

        await().atMost(PATIENCE).until(() -> sink.progress("alerts").rows() == 1);
        assertThat(sink.progress("events").rows()).isEqualTo(20);

        // When: they fail instead
        gate.open();
        awaitAll(topic);
        gate.fail();
        topic.events(20);
        await()
            .atMost(PATIENCE)
            .until(() -> sink.progress("events").state().phase() == Phase.RETRYING);
        topic.alert();

        await().atMost(PATIENCE).until(() -> sink.progress("alerts").rows() == 2);
        assertThat(sink.progress("alerts").state().phase()).isEqualTo(Phase.RUNNING);
        gate.open();
        awaitAll(topic);
      }
      assertThat(place.audit()).contains("PASS");
    }
  }

  @Test
  void shouldLoseAndDoubleNothingWhenAStalledSinkComesBack() throws Exception {
    Gate gate = new Gate("events");
    String[] stallsEasily = {
      gate.settings().get(0),
      gate.settings().get(1),
      "--headwater.kafka.properties.max.poll.interval.ms=2000"
    };
    try (EventsTopic topic = new EventsTopic(broker.bootstrapServers(), "stall", PARTITIONS)) {
      Place place = new Place(broker.bootstrapServers(), topic, tables);
      try (LocalSink stalled = place.start(stallsEasily)) {
        topic.events(40);
        awaitAll(topic);
        gate.shut();
        topic.events(40);
        gate.awaitSomebody();

        // When: the group takes it for dead, and another does its work
        try (LocalSink other = place.start()) {
          await().atMost(PATIENCE).until(() -> other.progress("events").committed().size() == 4);
          topic.events(40);
          awaitAll(topic);

          // and then it wakes up, with a commit it is in the middle of
          gate.open();
          await()
              .atMost(PATIENCE)
              .until(
                  () -> {
                    topic.events(20);
                    return !stalled.progress("events").committed().isEmpty()
                        && stalled.progress("events").state().phase() == Phase.RUNNING
                        && stalled.progress("events").rows() > 40;
                  });
          awaitAll(topic);
        }
      }
      assertThat(place.audit()).contains("PASS");
    }
  }

  /** The table has every offset once, and in no partition one more. */
  private void awaitAll(EventsTopic topic) {
    Map<Integer, List<Long>> expected = new TreeMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      expected.put(partition, LongStream.range(0, topic.end(partition)).boxed().toList());
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(SinkProcess.offsets(tables.resolve("events"))).isEqualTo(expected));
  }
}
