package io.headwater.deployment.watch;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The rule files that the chart and Compose give to Prometheus. */
final class AlertRules {

  static final Path DIRECTORY = Path.of("../helm/headwater/files/rules");

  private AlertRules() {}

  /**
   * One rule.
   *
   * @param name CamelCase
   * @param expression PromQL
   */
  record AlertRule(
      String name, String expression, Map<String, String> labels, Map<String, String> annotations) {

    /** Its page in docs/operations. */
    String page() {
      return name.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT) + ".md";
    }
  }

  static List<Path> files() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<AlertRule> all() {
    return files().stream().flatMap(AlertRules::of).toList();
  }

  private static Stream<AlertRule> of(Path file) {
    return maps(load(file), "groups").flatMap(group -> maps(group, "rules")).map(AlertRules::rule);
  }

  private static AlertRule rule(Map<?, ?> rule) {
    return new AlertRule(
        String.valueOf(rule.get("alert")),
        String.valueOf(rule.get("expr")),
        texts(rule.get("labels")),
        texts(rule.get("annotations")));
  }

  static Map<?, ?> load(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Yaml().load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Map<?, ?>> maps(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof List<?> items
        ? items.stream().<Map<?, ?>>map(item -> (Map<?, ?>) item)
        : Stream.empty();
  }

  private static Map<String, String> texts(Object map) {
    return ((Map<?, ?>) map)
        .entrySet().stream()
            .collect(
                toUnmodifiableMap(
                    each -> String.valueOf(each.getKey()),
                    each -> String.valueOf(each.getValue())));
  }
}
