package io.headwater.bench.idle;

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

/** The benchmark as a user runs it, with a real demo, for two seconds. */
class IdleCommandIT {

  @TempDir private Path dir;

  @BeforeAll
  static void quiet() {
    QuietLogging.apply();
  }

  @Test
  void shouldReportWhatADemoTakes() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    int exitCode =
        new CommandLine(new IdleCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--rate=50",
                "--sensors=10",
                "--for=2s",
                "--warm-up=1s",
                "--dir=" + work,
                "--json=" + json);

    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode run = JsonMapper.shared().readTree(json.toFile()).at("/runs/0");
    assertThat(run.at("/cores").asDouble()).isPositive();
    assertThat(run.at("/status").asString()).startsWith("running ").contains("events/s");
    assertThat(out.toString())
        .contains("# A demo with little to do", "10 sensors send 50 events/s", "| 1 |")
        .contains("    running ");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }
}
