package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.LocalSink.Place;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.testkit.GateLogStore.Gate;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.sink.worker.WorkerState.Phase;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics that lose what their tables need next, on a real broker. */
class GapsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RECORD = "--headwater.sink.on-gap=record";

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
  void shouldStopOrGoOnBehindWhatRetentionTook() throws Exception {
    try (EventsTopic topic = new EventsTopic(broker.bootstrapServers(), "retention", 2)) {
      Place place = new Place(broker.bootstrapServers(), topic, tables);
      // Given: offsets 0 to 9 are in the table, and 10 to 14 of one partition are gone
      readUpToTheEnd(place, 20);
      topic.events(20);
      topic.deleteBefore(0, 15);

      try (LocalSink sink = place.start()) {
        awaitStop(sink, "retention-enriched-0: offsets 10 to 14 are lost, 5 records at most");
      }
      try (LocalSink sink = place.start(RECORD)) {
        await().atMost(PATIENCE).until(() -> offsets(1).equals(upTo(20)));
        await().atMost(PATIENCE).until(() -> offsets(0).contains(19L));
        assertThat(sink.progress("events").state().phase()).isEqualTo(Phase.RUNNING);
      }

      assertThat(offsets(0))
          .isEqualTo(
              LongStream.concat(LongStream.range(0, 10), LongStream.range(15, 20))
                  .boxed()
                  .toList());
      assertThat(ledger())
          .singleElement()
          .satisfies(
              gap ->
                  assertThat(gap)
                      .containsEntry("kind", "retention")
                      .containsEntry("kafka_partition", 0)
                      .containsEntry("first_offset", 10L)
                      .containsEntry("next_offset", 15L)
                      .containsEntry("lost_records", 5L));
      assertThat(place.audit())
          .contains("recorded gap: retention-enriched-0: offsets 10 to 14 are lost")
          .contains("PASS");
    }
  }

  @Test
  void shouldRecordWhatRetentionTookFromASinkThatWasReading() throws Exception {
    Gate gate = new Gate("events");
    try (EventsTopic topic = new EventsTopic(broker.bootstrapServers(), "overtaken", 1)) {
      Place place = new Place(broker.bootstrapServers(), topic, tables);
      List<String> settings = new ArrayList<>(gate.settings());
      settings.add(RECORD);
      // One batch a fetch: no more than that may be on its way already
      settings.add("--headwater.kafka.properties.max.partition.fetch.bytes=1");
      try (LocalSink sink = place.start(settings.toArray(String[]::new))) {
        topic.events(10);
        await().atMost(PATIENCE).until(() -> offsets(0).equals(upTo(10)));
        // Given: it has read on, and its commit takes so long that retention passes it
        gate.shut();
        topic.events(5);
        gate.awaitSomebody();
        for (int batch = 0; batch < 10; batch++) {
          topic.events(2);
        }
        topic.deleteBefore(0, 33);
        gate.open();

        await().atMost(PATIENCE).until(() -> offsets(0).contains(34L));
        assertThat(sink.progress("events").state().phase()).isEqualTo(Phase.RUNNING);
      }
      long first = (Long) Objects.requireNonNull(ledger().get(0).get("first_offset"));
      assertThat(first).isBetween(11L, 32L);
      assertThat(offsets(0))
          .isEqualTo(
              LongStream.concat(LongStream.range(0, first), LongStream.of(33, 34))
                  .boxed()
                  .toList());
      assertThat(place.audit()).contains("PASS");
    }
  }

  @Test
  void shouldStopOrBeginAnewWhenTheTopicWasCreatedAgainAndIsLonger() throws Exception {
    try (EventsTopic topic = new EventsTopic(broker.bootstrapServers(), "longer", 2)) {
      Place place = new Place(broker.bootstrapServers(), topic, tables);
      readUpToTheEnd(place, 20);
      topic.recreate();
      topic.events(50);

      assertThat(place.audit()).contains("the topic was deleted and created again", "FAIL");
      try (LocalSink sink = place.start()) {
        awaitStop(sink, "the topic was deleted and created again");
      }
      try (LocalSink sink = place.start(RECORD)) {
        await().atMost(PATIENCE).until(() -> offsets(0).size() + offsets(1).size() == 70);
        assertThat(sink.progress("events").state().phase()).isEqualTo(Phase.RUNNING);
      }

      assertThat(ledger())
          .hasSize(2)
          .allSatisfy(
              gap ->
                  assertThat(gap)
                      .containsEntry("kind", "recreated")
                      .containsEntry("first_offset", 10L)
                      .containsEntry("next_offset", 0L));
      assertThat(place.audit()).contains("(10 rows older than the topic").contains("PASS");
    }
  }

  @Test
  void shouldBeginAnewWhenTheTopicIsCreatedAgainWhileItIsRead() throws Exception {
    try (EventsTopic topic = new EventsTopic(broker.bootstrapServers(), "live", 2)) {
      Place place = new Place(broker.bootstrapServers(), topic, tables);
      try (LocalSink sink = place.start(RECORD)) {
        topic.events(20);
        await().atMost(PATIENCE).until(() -> offsets(0).size() + offsets(1).size() == 20);

        topic.recreate();
        topic.events(12);

        await().atMost(PATIENCE).until(() -> offsets(0).size() + offsets(1).size() == 32);
        assertThat(sink.progress("events").state().phase()).isEqualTo(Phase.RUNNING);
      }
      assertThat(ledger()).hasSize(2).extracting(gap -> gap.get("kind")).containsOnly("recreated");
      assertThat(place.audit()).contains("PASS");
    }
  }

  @Test
  void shouldStopOrBeginAnewWhenATableThatKnowsNoTopicIsBeyondItsEnd() throws Exception {
    try (EventsTopic topic = new EventsTopic(broker.bootstrapServers(), "shorter", 2)) {
      Place place = new Place(broker.bootstrapServers(), topic, tables);
      // Given: a table that was written before topics were remembered, by a longer topic
      try (TableLogs logs =
          TableLogs.of(DeltaSettings.at(tables.toString(), Map.of()), "headwater")) {
        logs.open(TableCatalog.of(TopicSettings.defaults()).get(0))
            .append(
                List.of(),
                List.of(new OffsetAdvance(topic.partition(0), OptionalLong.empty(), 1_000)));
      }
      topic.events(8);

      try (LocalSink sink = place.start()) {
        awaitStop(sink, "everything before offset 1000, but the topic ends before that");
      }
      try (LocalSink sink = place.start(RECORD)) {
        await().atMost(PATIENCE).until(() -> offsets(0).equals(upTo(4)));
        assertThat(sink.progress("events").state().phase()).isEqualTo(Phase.RUNNING);
      }

      assertThat(ledger())
          .singleElement()
          .satisfies(
              gap ->
                  assertThat(gap)
                      .containsEntry("kind", "beyond_end")
                      .containsEntry("first_offset", 1_000L)
                      .containsEntry("lost_records", null));
      assertThat(place.audit()).contains("PASS");
    }
  }

  private void readUpToTheEnd(Place place, int events) throws Exception {
    place.topic().events(events);
    try (LocalSink sink = place.start()) {
      await().atMost(PATIENCE).until(() -> sink.progress("events").rows() == events);
    }
  }

  private static void awaitStop(LocalSink sink, String reason) {
    await().atMost(PATIENCE).until(() -> sink.progress("events").state().phase() == Phase.STOPPED);
    assertThat(sink.progress("events").state().reason())
        .contains(reason)
        .contains("set headwater.sink.on-gap to record");
  }

  private List<Long> offsets(int partition) {
    return SinkProcess.offsets(tables.resolve("events")).getOrDefault(partition, List.of());
  }

  private List<Map<String, @Nullable Object>> ledger() {
    assertThat(Files.exists(tables.resolve("gaps"))).isTrue();
    return new KernelReader(tables.resolve("gaps")).rows();
  }

  private static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }
}
