package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.delta.kernel.expressions.AlwaysTrue;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink that commits several times a second, and what its table looks like after a while. */
class CompactionIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FLUSHES = 20;

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
  void shouldEndWithFewFilesAndEveryRowWhenItCommitsAllTheTime() throws Exception {
    try (Plant plant = new Plant(broker.bootstrapServers(), "tidy").begin();
        SinkProcess sink =
            new SinkProcess(directory, tables(), broker.bootstrapServers(), plant)
                .with("--headwater.sink.flush-interval=250ms")
                .with("--headwater.delta.maintenance.compact-interval=500ms")
                .with("--headwater.delta.maintenance.compact-min-files=4")
                .start()) {
      // When: each batch becomes a commit of its own
      for (int flush = 0; flush < FLUSHES; flush++) {
        plant.events(20);
        String all = "headwater_sink_rows_total{table=\"events\"} %d.0".formatted((flush + 1) * 20);
        await().atMost(PATIENCE).until(() -> sink.get("prometheus").contains(all));
      }

      // Then: tiers of at most three files each are left, of all that were written
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(activeFiles()).isLessThanOrEqualTo(12));
      assertThat(dataFiles()).isGreaterThanOrEqualTo(FLUSHES);
      assertThat(rows()).isEqualTo(sorted(plant.committed("enriched")));
      assertThat(sink.get("prometheus"))
          .containsPattern(
              "headwater_sink_compactions_total\\{outcome=\"replaced\",table=\"events\"}")
          .contains("headwater_sink_compaction_debt_files{table=\"events\"}");

      sink.process().terminate();
      assertThat(sink.process().awaitExit(PATIENCE)).isZero();
      assertThat(audit(plant)).isZero();
    }
  }

  private int audit(Plant plant) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "audit",
                "--headwater.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--headwater.delta.base-path=" + tables()));
    arguments.addAll(plant.settings());
    return SinkApp.execute(arguments.toArray(String[]::new));
  }

  private Path tables() {
    return directory.resolve("tables");
  }

  private Map<Integer, List<Long>> rows() {
    return SinkProcess.offsets(tables().resolve("events"));
  }

  private long activeFiles() {
    return new KernelReader(tables().resolve("events")).filesFor(AlwaysTrue.ALWAYS_TRUE).size();
  }

  private long dataFiles() throws Exception {
    try (Stream<Path> all = Files.walk(tables().resolve("events"))) {
      return all.filter(file -> file.getFileName().toString().startsWith("part-")).count();
    }
  }

  private static Map<Integer, List<Long>> sorted(Map<Integer, SortedSet<Long>> offsets) {
    Map<Integer, List<Long>> sorted = new TreeMap<>();
    offsets.forEach((partition, of) -> sorted.put(partition, new ArrayList<>(of)));
    return sorted;
  }
}
