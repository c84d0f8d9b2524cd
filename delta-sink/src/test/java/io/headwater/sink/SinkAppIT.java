package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink as a process, against a broker: what its users rely on. */
class SinkAppIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private static Path brokerDirectory;
  private static KafkaProcess broker;

  @TempDir private Path directory;

  @BeforeAll
  static void startTheBroker() {
    broker = new KafkaProcess(brokerDirectory).start();
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  @Test
  void shouldHoldExactlyWhatWasCommittedAndStopInGoodOrder() throws Exception {
    try (Plant plant = new Plant(broker.bootstrapServers(), "aborts").begin();
        SinkProcess sink = sink(plant).with("--headwater.sink.flush-interval=500ms").start()) {
      plant.events(40);
      plant.abortedEvents(30);
      plant.events(25);
      plant.oneOfTheOthers();
      plant.abortedEvents(10);

      awaitRows("events", plant, "enriched");
      awaitRows("anomalies", plant, "anomalies");
      awaitRows("alerts", plant, "alerts");
      awaitRows("rejected_events", plant, "rejected");
      // Then nothing is left to read, though the last records were aborted and markers follow
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(sink.get("sinkprogress")).contains("\"lag\":0"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(sink.get("sinkprogress")).doesNotContainPattern("\"lag\":[1-9]"));
      assertThat(sink.get("sinkprogress")).contains("\"from\":0");
      assertThat(sink.get("health")).contains("\"status\":\"UP\"");
      assertThat(sink.get("prometheus"))
          .contains("headwater_sink_rows_total{table=\"events\"} 65.0")
          .contains("headwater_sink_lag{table=\"events\"} 0.0")
          .contains("headwater_sink_lag_age_seconds{table=\"events\"} 0.0")
          .contains("headwater_sink_commit_seconds_bucket{table=\"events\",le=\"30.0\"}")
          .containsPattern("headwater_sink_replay_seconds_count\\{table=\"events\"} [1-9]")
          .contains("headwater_sink_up{table=\"aggregates\"} 1.0");

      sink.process().terminate();
      assertThat(sink.process().awaitExit(PATIENCE)).isZero();
    }
  }

  @Test
  void shouldCommitWhatItHasReadWhenItIsTerminated() throws Exception {
    try (Plant plant = new Plant(broker.bootstrapServers(), "drain").begin();
        SinkProcess sink = sink(plant).with("--headwater.sink.flush-interval=1h").start()) {
      plant.events(30);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(sink.get("sinkprogress")).contains("\"bufferedRows\":30"));
      assertThat(rows("events")).isEmpty();

      sink.process().terminate();

      assertThat(sink.process().awaitExit(PATIENCE)).isZero();
      assertThat(rows("events")).isEqualTo(sorted(plant.committed("enriched")));
    }
  }

  @Test
  void shouldHoldEachRecordOnceHoweverOftenItIsKilled() throws Exception {
    Random random = new Random(20260101);
    try (Plant plant = new Plant(broker.bootstrapServers(), "kill").begin();
        SinkProcess sink = sink(plant).with("--headwater.sink.flush-interval=50ms")) {
      for (int kill = 0; kill < 3; kill++) {
        long before = count(rows("events"));
        sink.start();
        // Given: it is killed in the middle of its work, whatever it is doing then
        int moments = 5 + random.nextInt(20);
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  plant.events(20);
                  return count(rows("events")) > before;
                });
        for (int moment = 0; moment < moments; moment++) {
          plant.events(20);
        }
        sink.process().kill();
      }

      sink.start();

      awaitRows("events", plant, "enriched");
    }
  }

  @Test
  void shouldShareTheWorkWhenItIsStartedTwice() throws Exception {
    try (Plant plant = new Plant(broker.bootstrapServers(), "twice").begin();
        SinkProcess one = sink(plant).with("--headwater.sink.flush-interval=200ms").start();
        SinkProcess two =
            new SinkProcess(
                    directory.resolve("two"),
                    directory.resolve("tables"),
                    broker.bootstrapServers(),
                    plant)
                .with("--headwater.sink.flush-interval=200ms")) {
      plant.events(50);
      awaitRows("events", plant, "enriched");
      two.start();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                plant.events(10);
                return committedRows(two) > 0;
              });

      awaitRows("events", plant, "enriched");
      one.process().kill();
      plant.events(50);

      awaitRows("events", plant, "enriched");
    }
  }

  @Test
  void shouldGoOnWithTheOtherTablesWhenOneMustStop() throws Exception {
    try (Plant plant = new Plant(broker.bootstrapServers(), "poison").begin();
        SinkProcess sink = sink(plant).with("--headwater.sink.flush-interval=200ms").start()) {
      plant.events(9);
      plant.garbage(1);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(sink.get("health"))
                      .contains("\"status\":\"DOWN\"")
                      .contains("stopped: poison-enriched-1 at offset 4"));
      plant.oneOfTheOthers();

      awaitRows("anomalies", plant, "anomalies");
      awaitRows("events", plant, "enriched");
      assertThat(sink.get("prometheus"))
          .contains("headwater_sink_up{table=\"events\"} 0.0")
          .contains("headwater_sink_up{table=\"anomalies\"} 1.0");
    }
  }

  private SinkProcess sink(Plant plant) {
    return new SinkProcess(
        directory.resolve("one"), directory.resolve("tables"), broker.bootstrapServers(), plant);
  }

  private void awaitRows(String table, Plant plant, String topic) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rows(table)).isEqualTo(sorted(plant.committed(topic))));
  }

  private Map<Integer, List<Long>> rows(String table) {
    return SinkProcess.offsets(directory.resolve("tables").resolve(table));
  }

  private static long count(Map<Integer, List<Long>> rows) {
    return rows.values().stream().mapToLong(List::size).sum();
  }

  private static long committedRows(SinkProcess sink) {
    return sink.get("prometheus")
        .lines()
        .filter(line -> line.startsWith("headwater_sink_rows_total{table=\"events\"}"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static Map<Integer, List<Long>> sorted(Map<Integer, SortedSet<Long>> offsets) {
    Map<Integer, List<Long>> sorted = new TreeMap<>();
    offsets.forEach((partition, of) -> sorted.put(partition, new ArrayList<>(of)));
    return sorted;
  }
}
