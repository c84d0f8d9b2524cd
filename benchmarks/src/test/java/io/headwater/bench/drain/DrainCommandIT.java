package io.headwater.bench.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.cli.QuietLogging;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark as a user runs it, with a broker and a stream, but little to drain. */
class DrainCommandIT {

  private static final long EVENTS = 20_000;

  @TempDir private Path dir;

  @BeforeAll
  static void quiet() {
    QuietLogging.apply();
  }

  @Test
  void shouldReportWhatWasDrainedAndLeaveNothingBehind() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When 100 sensors have sent 200 events each, from 11:58:00 to 12:01:20
    int exitCode =
        new CommandLine(new DrainCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--events=" + EVENTS,
                "--sensors=100",
                "--runs=2",
                "--threads=2",
                "--headwater.streams.commit-interval=50ms",
                "--dir=" + work,
                "--json=" + json);

    // Then each run has drained them all
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode report = JsonMapper.shared().readTree(json.toFile());
    assertThat(report.at("/options/settings").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "headwater.streams.threads", "headwater.streams.commit-interval");
    assertThat(report.get("runs").size()).isEqualTo(2);
    for (JsonNode run : report.get("runs")) {
      assertThat(run.at("/counts/accepted").asLong()).isEqualTo(EVENTS);
      assertThat(run.at("/counts/rejected").asLong()).isZero();
      assertThat(run.at("/counts/late").asLong()).isZero();
      // and closed the minutes up to 12:01
      assertThat(run.at("/windows/sensor 1m").asLong()).isEqualTo(3 * 100);
      assertThat(run.at("/figures/whole/events_per_second").asDouble()).isPositive();
      assertThat(run.at("/figures/whole/cpu_micros_per_event").asDouble()).isPositive();
      JsonNode topics = run.at("/volumes/by_topic");
      // Kafka adds markers to a transaction's records
      assertThat(topics.at("/sensor-events-enriched/records").asLong())
          .isGreaterThanOrEqualTo(EVENTS);
      assertThat(topics.at("/sensor-anomalies/records").asLong()).isPositive();
      assertThat(topics.properties())
          .extracting(Map.Entry::getKey)
          .contains("panes-changelog", "__transaction_state")
          .doesNotContain("sensor-events", "sensor-events-rejected");
    }
    assertThat(out.toString())
        .contains("# Drain of 20,000 events", "| events accepted | 20,000 | 20,000 | 20,000 |");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }
}
