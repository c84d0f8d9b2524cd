package io.headwater.bench.commits;

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

/** The benchmark as a user runs it, with a short log. */
class CommitsCommandIT {

  @TempDir private Path dir;

  @BeforeAll
  static void quiet() {
    QuietLogging.apply();
  }

  @Test
  void shouldTimeTheCommitsFromTheGivenVersionsOnAndLeaveNothingBehind() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When a table gets 59 commits, of which 20 are timed
    int exitCode =
        new CommandLine(new CommitsCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--at=5,50",
                "--window=10",
                "--warm-up=10",
                "--pace=1ms",
                "--headwater.delta.checkpoint-interval=7",
                "--dir=" + work,
                "--json=" + json);

    // Then both stretches are told, and how they compare
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode times = JsonMapper.shared().readTree(json.toFile()).at("/runs/0/times");
    assertThat(times.size()).isEqualTo(2);
    assertThat(times.at("/1/from").asLong()).isEqualTo(50);
    for (JsonNode stretch : times) {
      assertThat(stretch.get("commits").asLong()).isEqualTo(10);
      assertThat(stretch.get("p50").asDouble()).isPositive();
      assertThat(stretch.get("max").asDouble())
          .isGreaterThanOrEqualTo(stretch.get("p50").asDouble());
    }
    assertThat(out.toString())
        .contains("# Commits up to version 59", "headwater.delta.checkpoint-interval")
        .contains("times as long");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }
}
