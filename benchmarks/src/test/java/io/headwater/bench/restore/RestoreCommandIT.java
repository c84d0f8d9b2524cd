package io.headwater.bench.restore;

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

/** The benchmark as a user runs it, with a broker and a stream, but little state to lose. */
class RestoreCommandIT {

  @TempDir private Path dir;

  @BeforeAll
  static void quiet() {
    QuietLogging.apply();
  }

  @Test
  void shouldReportHowSoonAStreamIsBackThatGoesOnWhereItHadStopped() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When 100 sensors have sent 200 events each, from 11:58:00 to 12:01:20, and the state is lost
    int exitCode =
        new CommandLine(new RestoreCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("--events=20000", "--sensors=100", "--dir=" + work, "--json=" + json);

    // Then it was read back
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode run = JsonMapper.shared().readTree(json.toFile()).at("/runs/0");
    assertThat(run.at("/figures/restored").asLong()).isPositive();
    assertThat(run.at("/figures/start_seconds").asDouble()).isPositive();
    assertThat(run.at("/figures/restore_seconds").asDouble()).isPositive();
    assertThat(run.at("/changelog_bytes").asLong()).isPositive();
    // and the minute of the last twenty seconds, open across the loss, is complete
    assertThat(run.at("/continuation/open_events").asLong()).isEqualTo(20 * 100);
    assertThat(run.at("/continuation/closed_events").asLong()).isEqualTo(20_000);
    assertThat(run.at("/continuation/accepted").asLong()).isEqualTo(100);
    assertThat(out.toString())
        .contains(
            "# A stream that has lost its local state",
            "| 100 | 2,000 | 20,000 | 0 | 100 | 100 | 0 |");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }
}
