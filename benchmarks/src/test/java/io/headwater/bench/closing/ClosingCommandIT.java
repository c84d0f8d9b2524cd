package io.headwater.bench.closing;

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

/** The benchmark as a user runs it, with few windows to close. */
class ClosingCommandIT {

  @TempDir private Path dir;

  @BeforeAll
  static void quiet() {
    QuietLogging.apply();
  }

  @Test
  void shouldReportHowLongLiveEventsTookWhileAllWindowsClosed() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When 200 sensors have sent for two minutes up to the full hour, and time goes on
    int exitCode =
        new CommandLine(new ClosingCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--sensors=200",
                "--boundary=hour",
                "--minutes=2",
                "--dir=" + work,
                "--json=" + json);

    // Then the last minute's windows have closed, those of the four live sensors among them
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode run = JsonMapper.shared().readTree(json.toFile()).at("/runs/0");
    assertThat(run.at("/windows/sensor 1m").asLong()).isEqualTo(204);
    // and live events were watched before and while they did
    assertThat(run.at("/before/events").asLong()).isEqualTo(2_000);
    assertThat(run.at("/during/events").asLong()).isGreaterThanOrEqualTo(200);
    assertThat(run.at("/before/p50").asDouble()).isPositive();
    assertThat(run.at("/during/max").asDouble())
        .isGreaterThanOrEqualTo(run.at("/during/p99").asDouble());
    assertThat(run.at("/pauses/commit").asDouble()).isNotNegative();
    assertThat(out.toString()).contains("# Closing all windows of a boundary", "| 200, hour |");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }
}
