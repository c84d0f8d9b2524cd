package io.headwater.deployment.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.Yaml;

/** A copy of the chart, to be changed. */
final class ChartCopy {

  private final Path directory;

  private ChartCopy(Path directory) {
    this.directory = directory;
  }

  static ChartCopy of(Path chart, Path into) throws IOException {
    Path directory = into.resolve("headwater");
    try (Stream<Path> files = Files.walk(chart)) {
      files.forEach(file -> copy(file, directory.resolve(chart.relativize(file).toString())));
    }
    return new ChartCopy(directory);
  }

  Path directory() {
    return directory;
  }

  /** With these as its own values, over what they don't say. */
  Path withValues(Path values) throws IOException {
    Path own = directory.resolve("values.yaml");
    Map<String, Object> merged = read(own);
    merge(merged, read(values));
    Files.writeString(own, new Yaml().dump(merged));
    return directory;
  }

  /** With that file and no other one in its folder. */
  ChartCopy withOnly(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    if (Files.isDirectory(path.getParent())) {
      try (Stream<Path> others = Files.list(path.getParent())) {
        for (Path other : others.toList()) {
          Files.delete(other);
        }
      }
    }
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, StandardCharsets.UTF_8);
    return this;
  }

  /** Without a folder. */
  ChartCopy without(String folder) throws IOException {
    FileSystemUtils.deleteRecursively(directory.resolve(folder));
    return this;
  }

  private static Map<String, Object> read(Path file) throws IOException {
    return Manifest.map(new Yaml().load(Files.readString(file)));
  }

  private static void merge(Map<String, Object> into, Map<String, Object> more) {
    more.forEach(
        (key, value) -> {
          if (value instanceof Map && into.get(key) instanceof Map) {
            Map<String, Object> below = new LinkedHashMap<>(Manifest.map(into.get(key)));
            merge(below, Manifest.map(value));
            into.put(key, below);
          } else {
            into.put(key, value);
          }
        });
  }

  private static void copy(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(from, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
