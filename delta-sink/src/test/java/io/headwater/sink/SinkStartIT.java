package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.testkit.KafkaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sink needs may come late, or be wrong for good. */
class SinkStartIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path directory;

  @Test
  void shouldWaitForTheBrokerAndForItsTopicsAndSaySoOnce() throws Exception {
    KafkaProcess broker = new KafkaProcess(directory.resolve("kafka"));
    try (broker;
        Plant plant = new Plant(broker.bootstrapServers(), "late");
        SinkProcess sink = sink(broker.bootstrapServers(), plant).start()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(sink.get("health"))
                      .contains("\"status\":\"OUT_OF_SERVICE\"")
                      .contains("Kafka at " + broker.bootstrapServers() + " does not answer"));

      broker.start();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(sink.get("health"))
                      .contains("waits for the topic late-enriched, which does not exist yet"));
      plant.begin();
      plant.events(10);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(sink.get("health")).contains("\"status\":\"UP\"");
                assertThat(SinkProcess.offsets(directory.resolve("tables/events"))).hasSize(3);
              });
      assertThat(sink.process().output())
          .containsOnlyOnce("does not answer")
          .containsOnlyOnce("answers again");

      // When the broker goes away for a while, then the sink recovers by itself, too
      broker.kill();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(sink.get("health")).contains("\"status\":\"OUT_OF_SERVICE\""));
      broker.start();
      plant.events(10);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(sink.get("health")).contains("\"status\":\"UP\"");
                assertThat(
                        SinkProcess.offsets(directory.resolve("tables/events")).values().stream()
                            .mapToInt(java.util.List::size)
                            .sum())
                    .isEqualTo(20);
              });
    }
  }

  @Test
  void shouldRefuseToStartWhenATableIsAnother() throws Exception {
    Path log = Files.createDirectories(directory.resolve("tables/alerts/_delta_log"));
    Files.writeString(
        log.resolve("00000000000000000000.json"),
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
        {"metaData":{"id":"1","format":{"provider":"parquet","options":{}},"schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[{\\"name\\":\\"alert_id\\",\\"type\\":\\"long\\",\\"nullable\\":true,\\"metadata\\":{}},{\\"name\\":\\"event_date\\",\\"type\\":\\"date\\",\\"nullable\\":true,\\"metadata\\":{}}]}","partitionColumns":["event_date"],"configuration":{},"createdTime":0}}
        """);
    try (Plant plant = new Plant("127.0.0.1:1", "refused");
        SinkProcess sink = sink("127.0.0.1:1", plant).start()) {

      assertThat(sink.process().awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(sink.process().output())
          .contains("Table alerts at file:")
          .contains(
              "has the column alert_id as bigint, but Headwater writes alert_id as string not"
                  + " null");
    }
  }

  private SinkProcess sink(String bootstrapServers, Plant plant) {
    return new SinkProcess(
            directory.resolve("sink"), directory.resolve("tables"), bootstrapServers, plant)
        .with("--headwater.sink.flush-interval=200ms");
  }
}
