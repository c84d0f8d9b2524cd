package io.headwater.deployment.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards that the chart and Compose give to Grafana. */
final class Dashboards {

  private static final Path DIRECTORY = Path.of("../helm/headwater/files/dashboards");
  private static final JsonMapper JSON = JsonMapper.shared();

  private Dashboards() {}

  /** What one panel asks. */
  record Question(String dashboard, String panel, String expression) {

    /** As Grafana would ask it of all namespaces, on a graph of the last minutes. */
    String toPrometheus() {
      return expression.replace("$namespace", ".*").replace("$__rate_interval", "20s");
    }
  }

  static List<Path> files() {
    return Stream.of("pipeline", "tables", "plant")
        .map(name -> DIRECTORY.resolve(name + ".json"))
        .toList();
  }

  /** Of all panels of all dashboards. */
  static List<Question> questions() {
    return files().stream().flatMap(Dashboards::questions).toList();
  }

  /** All panels but the rows. */
  static Stream<JsonNode> panels(Path file) {
    return children(JSON.readTree(file).path("panels"))
        .filter(panel -> !panel.path("type").asString().equals("row"));
  }

  private static Stream<Question> questions(Path file) {
    return panels(file)
        .flatMap(
            panel ->
                children(panel.path("targets"))
                    .map(
                        target ->
                            new Question(
                                String.valueOf(file.getFileName()),
                                panel.path("title").asString(),
                                target.path("expr").asString())));
  }

  private static Stream<JsonNode> children(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
