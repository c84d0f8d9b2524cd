package io.headwater.quickstart.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.sink.audit.AuditReport;
import io.headwater.testkit.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineIT {

  private static final int EVENTS = 35_900;

  /** Three minutes of event time less a tenth of a second, so that the last windows close soon. */
  private static final List<String> PLANT =
      List.of(
          "--events=" + EVENTS,
          "--event-rate=200",
          "--rate=3000",
          "--sensors=60",
          "--seed=7",
          "--start=2026-01-01T00:00:00Z");

  /** Windows that end later are open until the wall clock has gone as far. */
  private static final Instant END = Instant.parse("2026-01-01T00:03:00Z");

  /** What differs between two runs although they mean the same. */
  private static final Set<String> LINEAGE =
      Set.of("kafka_partition", "kafka_offset", "kafka_timestamp", "ingested_at", "close_reason");

  @Test
  void shouldYieldTheSameWindowsWhenStreamAndSinkAreKilledOnTheWay(
      @TempDir Path undisturbed, @TempDir Path disturbed) throws Exception {
    // Given: what the plant's events amount to when nothing happens
    List<String> expectedWindows;
    try (Pipeline pipeline = new Pipeline(undisturbed)) {
      pipeline.startStream();
      pipeline.startSink();
      pipeline.simulate(PLANT);
      AuditReport report = pipeline.awaitAllThrough(EVENTS);
      assertThat(report.problems()).isEmpty();
      awaitLocations(pipeline);
      pipeline.stop();
      expectedWindows = windows(pipeline);
    }

    // When: stream and sink are killed three times each while the same plant sends
    try (Pipeline pipeline = new Pipeline(disturbed)) {
      pipeline.startStream();
      pipeline.startSink();
      Random chance = new Random(11);
      try (JavaProcess simulation = pipeline.startSimulation(PLANT)) {
        for (int kill = 0; kill < 3; kill++) {
          waitUnless(simulation, Duration.ofMillis(2_000 + chance.nextInt(3_000)));
          pipeline.killStream();
          pipeline.startStream();
          waitUnless(simulation, Duration.ofMillis(1_000 + chance.nextInt(3_000)));
          pipeline.killSink();
          pipeline.startSink();
        }
        assertThat(simulation.awaitExit(Duration.ofMinutes(2))).as(simulation.tail()).isZero();
      }
      AuditReport report = pipeline.awaitAllThrough(EVENTS);

      // Then
      assertThat(report.problems()).isEmpty();
      awaitLocations(pipeline);
      pipeline.stop();
      assertThat(windows(pipeline)).isEqualTo(expectedWindows);
      assertThat(duplicateOrigins(pipeline)).isEmpty();
    }
  }

  @Test
  void shouldHoldEveryRecordOnceWhenThePlantSendsTwiceIntoTheSameTables(@TempDir Path dir)
      throws Exception {
    try (Pipeline pipeline = new Pipeline(dir)) {
      // Given
      pipeline.startStream();
      pipeline.startSink();
      pipeline.simulate(PLANT);
      pipeline.awaitAllThrough(EVENTS);
      pipeline.stop();

      // When: everything is started again and the plant sends the same once more
      pipeline.startStream();
      pipeline.startSink();
      pipeline.simulate(PLANT);
      AuditReport report = pipeline.awaitAllThrough(2 * EVENTS);
      pipeline.stop();

      // Then: the audit's user sees it pass, and no row is there twice
      try (JavaProcess audit = pipeline.auditCommand()) {
        assertThat(audit.awaitExit(Duration.ofMinutes(1))).as(audit.tail()).isZero();
        assertThat(audit.output()).contains("PASS");
      }
      assertThat(pipeline.rows("events")).hasSize(Math.toIntExact(report.counts().events()));
      assertThat(report.counts().events() + report.counts().rejected()).isEqualTo(2 * EVENTS);
      assertThat(duplicateOrigins(pipeline)).isEmpty();
    }
  }

  /** Windows by location follow those by sensor, through a topic of their own. */
  private static void awaitLocations(Pipeline pipeline) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> eventsIn(pipeline, "location") == eventsIn(pipeline, "sensor"));
  }

  private static long eventsIn(Pipeline pipeline, String scope) {
    return pipeline.rows("aggregates").stream()
        .filter(row -> scope.equals(row.get("scope")) && "1m".equals(row.get("window_type")))
        .mapToLong(row -> (Long) Objects.requireNonNull(row.get("count")))
        .sum();
  }

  private static List<String> windows(Pipeline pipeline) {
    return pipeline.rows("aggregates").stream()
        .filter(row -> !((Instant) Objects.requireNonNull(row.get("window_end"))).isAfter(END))
        .map(
            row -> {
              Map<String, @Nullable Object> meaning = new TreeMap<>(row);
              meaning.keySet().removeAll(LINEAGE);
              return meaning.toString();
            })
        .sorted()
        .toList();
  }

  private static Set<String> duplicateOrigins(Pipeline pipeline) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (String table : List.of("events", "rejected_events")) {
      for (Map<String, @Nullable Object> row : pipeline.rows(table)) {
        String origin = row.get("origin_partition") + "@" + row.get("origin_offset");
        if (!seen.add(origin)) {
          twice.add(origin);
        }
      }
    }
    return twice;
  }

  /** Lets the pipeline work for a while; shorter if there is nothing to disturb any more. */
  private static void waitUnless(JavaProcess simulation, Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    await()
        .atMost(time.plusSeconds(5))
        .until(() -> !simulation.isAlive() || System.nanoTime() > deadline);
  }
}
