package io.headwater.bench.growth;

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

/** The benchmark as a user runs it, with brokers and streams, but little to drain. */
class GrowthCommandIT {

  private static final long EVENTS = 12_000;

  @TempDir private Path dir;

  @BeforeAll
  static void quiet() {
    QuietLogging.apply();
  }

  @Test
  void shouldDrainOnceForEachValueOfWhatIsVaried() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When the sensors grow from 100 to 1,000, and then the threads to 2
    int exitCode =
        new CommandLine(new GrowthCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--vary=sensors,threads",
                "--events=" + EVENTS,
                "--sensors=100,1000",
                "--threads=2",
                "--headwater.streams.commit-interval=50ms",
                "--dir=" + work,
                "--json=" + json);

    // Then each value has a row, whose drain had that value and drained everything
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode rows = JsonMapper.shared().readTree(json.toFile()).get("rows");
    assertThat(rows).hasSize(3);
    for (JsonNode row : rows) {
      assertThat(row.at("/drain/runs/0/counts/accepted").asLong()).isEqualTo(EVENTS);
      assertThat(row.at("/drain/runs/0/counts/late").asLong()).isZero();
    }
    assertThat(rows.at("/0/drain/options/sensors").asInt()).isEqualTo(100);
    assertThat(rows.at("/1/drain/options/sensors").asInt()).isEqualTo(1_000);
    assertThat(rows.at("/2/drain/options/sensors").asInt()).isEqualTo(1_000);
    assertThat(rows.at("/2/drain/options/settings").get("headwater.streams.threads").asString())
        .isEqualTo("2");
    assertThat(rows.at("/1/drain/options/settings").has("headwater.streams.threads")).isFalse();
    // and the first is what the others are compared with
    assertThat(out.toString())
        .contains("# Drains of 12,000 events", "commit-interval=50ms")
        .containsPattern("\\| 100 \\| [^|]+ \\| 1\\.00 \\| [^|]+ \\| 1\\.00 \\|.+\\| 120 \\|")
        .containsPattern("\\| 1,000 \\|.+\\| 12\\.0 \\|")
        .containsPattern("(?s)\\| threads \\|.+\\| 2 \\| [^|]+ \\| 1\\.00 \\|");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }
}
