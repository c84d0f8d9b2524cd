package io.headwater.quickstart.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.Quickstart;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.testkit.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

  @Test
  void shouldEndByItselfWithTablesThatHoldWhatItsSummarySays(@TempDir Path dir) {
    // When
    String output;
    try (JavaProcess demo =
        JavaProcess.start(
            Quickstart.class,
            dir,
            List.of("-Xmx768m"),
            List.of(
                "demo",
                "--rate=400",
                "--sensors=100",
                "--duration=20s",
                "--dir=" + dir.resolve("demo"),
                "--port=0"))) {
      assertThat(demo.awaitExit(Duration.ofMinutes(5))).as(demo.tail()).isZero();
      output = demo.output();
    }

    // Then
    Map<String, String> summary = summary(output);
    assertThat(summary).containsEntry("audit", "OK").containsEntry("read", "8000");
    Path tables = dir.resolve("demo").resolve("tables");
    List<Map<String, @Nullable Object>> events = new KernelReader(tables.resolve("events")).rows();
    List<Map<String, @Nullable Object>> windows =
        new KernelReader(tables.resolve("aggregates")).rows();
    long late = events.stream().filter(row -> Boolean.TRUE.equals(row.get("late"))).count();
    assertThat(events).hasSize(number(summary, "events"));
    assertThat(late).isEqualTo(number(summary, "late"));
    assertThat(windows).hasSize(number(summary, "windows"));
    assertThat(new KernelReader(tables.resolve("rejected_events")).rows())
        .hasSize(number(summary, "rejected"));
    assertThat(new KernelReader(tables.resolve("anomalies")).rows())
        .hasSize(number(summary, "anomalies"));
    assertThat(new KernelReader(tables.resolve("alerts")).rows())
        .hasSize(number(summary, "alerts"));
    assertThat(number(summary, "events") + number(summary, "rejected"))
        .isEqualTo(number(summary, "read"));
    for (String scope : List.of("sensor", "location")) {
      assertThat(
              windows.stream()
                  .filter(row -> scope.equals(row.get("scope")))
                  .filter(row -> "1m".equals(row.get("window_type")))
                  .mapToLong(row -> (Long) row.get("count"))
                  .sum())
          .as(scope)
          .isEqualTo(events.size() - late);
    }
  }

  private static int number(Map<String, String> summary, String name) {
    return Integer.parseInt(summary.get(name));
  }

  private static Map<String, String> summary(String output) {
    String line =
        output.lines().filter(l -> l.startsWith("SUMMARY ")).reduce((a, b) -> b).orElseThrow();
    return Arrays.stream(line.substring("SUMMARY ".length()).split(" "))
        .map(field -> field.split("=", 2))
        .collect(toMap(field -> field[0], field -> field[1]));
  }
}
