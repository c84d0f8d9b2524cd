package io.headwater.deployment.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Values for one supported way to install the chart: a file of its folder {@code ci}. */
record Scenario(Path file) {

  static final Path CHART = Path.of("..", "helm", "headwater");

  private static final String ENDING = "-values.yaml";

  static List<Scenario> all() {
    try (Stream<Path> files = Files.list(CHART.resolve("ci"))) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted()
          .map(Scenario::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Scenario named(String name) {
    return new Scenario(CHART.resolve("ci").resolve(name + ENDING));
  }

  String name() {
    return file.getFileName().toString().replace(ENDING, "");
  }

  @Override
  public String toString() {
    return name();
  }
}
