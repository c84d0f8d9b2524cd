package io.headwater.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.cli.QuietLogging;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark as a user runs it, with few events for a few seconds. */
class SoakCommandIT {

  @TempDir private Path dir;

  @BeforeAll
  static void quiet() {
    QuietLogging.apply();
  }

  @Test
  void shouldReportWhetherWhatStreamAndSinkTakeGrows() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Path json = dir.resolve("report.json");
    Path work = Files.createDirectory(dir.resolve("work"));

    // When 200 sensors send five times a second for ten seconds, beside a sink
    int exitCode =
        new CommandLine(new SoakCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "--rate=1000",
                "--sensors=200",
                "--for=10s",
                "--look=500ms",
                "--collect=1s",
                "--sink",
                "--headwater.sink.flush-interval=500ms",
                "--dir=" + work,
                "--json=" + json);

    // Then both were looked at again and again
    assertThat(exitCode).as(err.toString()).isZero();
    JsonNode report = JsonMapper.shared().readTree(json.toFile());
    assertThat(report.get("sent").asLong()).isEqualTo(10_000);
    for (String process : new String[] {"stream", "sink"}) {
      for (Figure figure : new Figure[] {Figure.LIVE_HEAP, Figure.CORES, Figure.LAG}) {
        JsonNode points = points(report, process, figure);
        assertThat(points.size()).as(process + " " + figure).isGreaterThanOrEqualTo(3);
        assertThat(points)
            .allSatisfy(point -> assertThat(point.get("value").asDouble()).isNotNegative());
      }
      assertThat(points(report, process, Figure.LIVE_HEAP))
          .allSatisfy(point -> assertThat(point.get("value").asDouble()).isBetween(1.0, 1_000.0));
    }
    assertThat(out.toString())
        .contains(
            "# What grows in 10 s at 1,000 events/s",
            "| stream, heap after a full collection, MiB |",
            "| sink, records not committed |",
            "Grows: ");
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }

  private static JsonNode points(JsonNode report, String process, Figure figure) {
    return StreamSupport.stream(report.get("courses").spliterator(), false)
        .filter(course -> course.get("process").asString().equals(process))
        .filter(course -> course.get("figure").asString().equals(figure.name()))
        .findFirst()
        .orElseThrow()
        .get("points");
  }
}
