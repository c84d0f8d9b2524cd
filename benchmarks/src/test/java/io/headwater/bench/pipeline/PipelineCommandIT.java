package io.headwater.bench.pipeline;

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

/** The benchmark as a user runs it, with a broker, a stream and a sink, but few events. */
class PipelineCommandIT {

  private static final long EVENTS = 20_000;

  @TempDir private Path dir;

  @BeforeAll
  static void quiet() {
    QuietLogging.apply();
  }

  @Test
  void shouldReportWhatGotIntoTheTablesAndLeaveNothingBehind() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When 100 sensors have sent 200 events each, from 11:58:00 to 12:01:20
    int exitCode =
        new CommandLine(new PipelineCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--events=" + EVENTS,
                "--sensors=100",
                "--runs=1",
                "--headwater.sink.flush-interval=1s",
                "--dir=" + work,
                "--json=" + json);

    // Then all of them are in the tables, and those of the three closed minutes in windows
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode run = JsonMapper.shared().readTree(json.toFile()).at("/runs/0");
    assertThat(run.at("/counts/events").asLong()).isEqualTo(EVENTS);
    assertThat(run.at("/counts/events_in_minutes").asLong()).isEqualTo(3 * 60 * 100);
    assertThat(run.at("/tables")).hasSize(5);
    assertThat(run.at("/tables/0/table").asString()).isEqualTo("events");
    assertThat(run.at("/tables/0/rows").asLong()).isEqualTo(EVENTS);
    assertThat(run.at("/tables/1/rows").asLong())
        .isEqualTo(run.at("/counts/windows").asLong())
        .isGreaterThanOrEqualTo(300);
    // and it is told what that took
    JsonNode whole = run.at("/figures/whole");
    assertThat(whole.get("events").asLong()).isEqualTo(EVENTS);
    assertThat(whole.get("events_per_second").asDouble()).isPositive();
    assertThat(whole.get("sink_cpu_micros").asDouble()).isPositive();
    assertThat(whole.get("broker_cpu_micros").asDouble()).isPositive();
    assertThat(run.at("/sink/jvm_options").toString()).contains("-Xmx2g");
    assertThat(out.toString())
        .contains(
            "# Pipeline of 20,000 events", "flush-interval=1s", "| changelogs, bytes an event");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }
}
