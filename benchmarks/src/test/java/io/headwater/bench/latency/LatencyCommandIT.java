package io.headwater.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.cli.QuietLogging;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark as a user runs it, with few events. */
class LatencyCommandIT {

  @TempDir private Path dir;

  @BeforeAll
  static void quiet() {
    QuietLogging.apply();
  }

  @Test
  void shouldReportHowSoonResultsCanBeRead() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When 400 sensors send five times a second for four seconds
    int exitCode =
        new CommandLine(new LatencyCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--rate=2000",
                "--sensors=400",
                "--for=4s",
                "--warm-up=1s",
                "--dir=" + work,
                "--json=" + json);

    // Then all of them were sent, and one in ten of their enriched events was looked at
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode run = JsonMapper.shared().readTree(json.toFile()).at("/runs/0");
    assertThat(run.at("/sent").asLong()).isEqualTo(8_000);
    assertThat(run.at("/latencies/ENRICHED/count").asLong()).isBetween(600L, 1_000L);
    // and at least one anomaly in a hundred events
    assertThat(run.at("/latencies/ANOMALY/count").asLong()).isGreaterThanOrEqualTo(80);
    assertThat(run.at("/latencies/ANOMALY/p50").asDouble()).isPositive();
    assertThat(run.at("/latencies/ANOMALY/p99").asDouble())
        .isBetween(
            run.at("/latencies/ANOMALY/p50").asDouble(),
            run.at("/latencies/ANOMALY/max").asDouble());
    assertThat(run.at("/stream_cores").asDouble()).isPositive();
    assertThat(out.toString())
        .contains("# From an event to its results", "| anomaly | 1 |")
        .doesNotContain("row in the table");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void shouldReportHowSoonRowsCanBeReadWhenASinkWritesThem() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When 200 sensors send five times a second for four seconds, beside a sink
    int exitCode =
        new CommandLine(new LatencyCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--rate=1000",
                "--sensors=200",
                "--for=4s",
                "--warm-up=1s",
                "--sink",
                "--headwater.sink.flush-interval=300ms",
                "--dir=" + work,
                "--json=" + json);

    // Then the row of each enriched event that was looked at became visible, and after it
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode run = JsonMapper.shared().readTree(json.toFile()).at("/runs/0");
    JsonNode rows = run.at("/latencies/ROW");
    assertThat(rows.get("count").asLong())
        .isPositive()
        .isEqualTo(run.at("/latencies/ENRICHED/count").asLong());
    assertThat(rows.get("p50").asDouble())
        .isGreaterThan(run.at("/latencies/ENRICHED/p50").asDouble());
    assertThat(rows.get("max").asDouble()).isGreaterThanOrEqualTo(rows.get("p99").asDouble());
    assertThat(run.at("/sink_cores").asDouble()).isPositive();
    assertThat(out.toString()).contains("| row in the table events | 1 |", "flush-interval=300ms");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void shouldMeasureEachRateOfAStreamWithoutTransactions() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When 100 sensors send five and then ten times a second, and results are no transactions
    int exitCode =
        new CommandLine(new LatencyCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--rates=500,1000",
                "--sensors=100",
                "--for=2s",
                "--warm-up=1s",
                "--headwater.streams.guarantee=at_least_once",
                "--dir=" + work,
                "--json=" + json);

    // Then a reader of committed records has them all the same
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode runs = JsonMapper.shared().readTree(json.toFile()).get("runs");
    assertThat(runs).hasSize(2);
    assertThat(runs.at("/0/sent").asLong()).isEqualTo(1_000);
    assertThat(runs.at("/1/sent").asLong()).isEqualTo(2_000);
    for (JsonNode run : runs) {
      long sent = run.get("sent").asLong();
      assertThat(run.at("/latencies/ENRICHED/count").asLong()).isBetween(sent / 20, sent / 5);
      assertThat(run.at("/latencies/ANOMALY/count").asLong()).isGreaterThanOrEqualTo(sent / 100);
      assertThat(run.at("/latencies/ANOMALY/p50").asDouble()).isPositive();
    }
    assertThat(out.toString())
        .contains(
            "guarantee=at_least_once",
            "500, then 1,000 events/s",
            "| anomaly | 1 | 500 |",
            "| anomaly | 2 | 1,000 |");
  }
}
