package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stream as users run it: a process that is told to stop, is killed, or cannot go on. */
@Timeout(300)
class StreamProcessIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;
  private KafkaProcess broker;

  @BeforeEach
  void startBroker() {
    broker = new KafkaProcess(directory.resolve("broker")).start();
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void shouldWriteEachInputOnceWhenItIsKilledInMidStreamAndStartedAgain() {
    try (StreamProcess first = StreamProcess.start(broker, directory);
        Plant plant = new Plant(broker)) {
      await().atMost(PATIENCE).until(first.probe()::isReady);

      // Given a stream in the middle of its work
      Results results = new Results(broker);
      plant.send(20_000);
      await().atMost(PATIENCE).until(() -> !results.origins().isEmpty());
      plant.send(20_000);

      // When it is killed, and started again on the same state
      first.kill();
      plant.send(5_000);
      try (StreamProcess second = StreamProcess.start(broker, directory)) {

        // Then each input record has given one result
        await().atMost(PATIENCE).until(() -> results.origins().size() >= plant.sent());
        assertThat(results.origins()).hasSize(plant.sent()).doesNotHaveDuplicates();

        // And told to stop, it ends well, with all committed
        second.terminate();
        assertThat(second.awaitExit()).isZero();
        assertThat(results.origins()).hasSize(plant.sent()).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void shouldCommitAllItHasDoneWhenItIsToldToStop() {
    try (StreamProcess stream =
            StreamProcess.start(broker, directory, "--headwater.streams.commit-interval=1m");
        Plant plant = new Plant(broker)) {
      await().atMost(PATIENCE).until(stream.probe()::isReady);

      // Given results that wait for a commit that is far away
      plant.send(1_000);
      await()
          .atMost(PATIENCE)
          .until(() -> stream.probe().body("prometheus").contains("headwater_stream_events"));

      // When it is told to stop
      stream.terminate();

      // Then it ends well, and readers find what it has done
      assertThat(stream.awaitExit()).isZero();
      assertThat(new Results(broker).origins()).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldWaitAndSayWhatIsMissingWhenItMustNotCreateIt() throws Exception {
    try (StreamProcess stream =
            StreamProcess.start(broker, directory, "--headwater.topics.create=false");
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics =
          List.of(
                  "sensor-events",
                  "sensor-reference",
                  "detection-rules",
                  "sensor-events-enriched",
                  "sensor-aggregates",
                  "sensor-anomalies",
                  "sensor-alerts",
                  "sensor-events-rejected")
              .stream()
              .map(name -> new NewTopic(name, 1, (short) 1))
              .toList();
      admin.createTopics(topics.subList(2, topics.size())).all().get();
      await()
          .atMost(PATIENCE)
          .until(() -> stream.probe().body("health").contains("sensor-events, sensor-reference"));
      assertThat(stream.probe().status("health/readiness")).isEqualTo(503);

      admin.createTopics(topics.subList(0, 2)).all().get();

      // Then it also wants room for dead letters, which brokers do not give by default
      await()
          .atMost(PATIENCE)
          .until(() -> stream.probe().body("health").contains("set max.message.bytes=4194304"));
      ConfigResource rejected =
          new ConfigResource(ConfigResource.Type.TOPIC, "sensor-events-rejected");
      AlterConfigOp room =
          new AlterConfigOp(
              new ConfigEntry("max.message.bytes", "4194304"), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(rejected, List.of(room))).all().get();

      await().atMost(PATIENCE).until(stream.probe()::isReady);
      assertThat(stream.output().lines().filter(line -> line.contains("Topics are missing")))
          .hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void shouldTakeAPoisonRecordAsLargeAsTheBrokerTakesAlsoIntoATopicThatWasThereBefore()
      throws Exception {
    // Given: a topic for dead letters made by somebody else, with the broker's own limit
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("sensor-events-rejected", 1, (short) 1))).all().get();
    }
    try (StreamProcess stream = StreamProcess.start(broker, directory);
        Plant plant = new Plant(broker)) {
      await().atMost(PATIENCE).until(stream.probe()::isReady);

      // When
      plant.sendPoison(1_000_000);
      plant.send(100);

      // Then: its dead letter is a third larger, fits, and the stream goes on
      Results results = new Results(broker);
      await().atMost(PATIENCE).until(() -> results.origins().size() == 101);
    }
  }

  @Test
  void shouldEndWithOneSentenceWhenItsStateIsInUseOrASettingIsWrong() {
    try (StreamProcess first = StreamProcess.start(broker, directory)) {
      await().atMost(PATIENCE).until(first.probe()::isReady);
      String state = "--headwater.streams.state-dir=" + directory.resolve("state");

      try (StreamProcess second = StreamProcess.start(broker, directory.resolve("second"), state)) {
        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.output())
            .contains("Another process uses the directory of the local state")
            .doesNotContain("\tat ");
      }
      try (StreamProcess third =
          StreamProcess.start(
              broker, directory.resolve("third"), "--headwater.streams.threads=many")) {
        assertThat(third.awaitExit()).isEqualTo(1);
        assertThat(third.output())
            .isEqualTo(
                "headwater.streams.threads=many is not allowed: it must be a whole number.\n");
      }
    }
  }
}
