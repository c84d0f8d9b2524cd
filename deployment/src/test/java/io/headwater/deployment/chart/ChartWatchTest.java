package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Prometheus finds the pods; rules and dashboards go where the operator and Grafana look. */
class ChartWatchTest {

  private static final String RULES =
      """
      groups:
        - name: one
          rules:
            - alert: HeadwaterTooHot
              expr: headwater_heat > 1
              annotations:
                summary: 'Heat of {{ $labels.table }} is {{ $value | humanize }}'
                runbook_url: docs/operations/headwater-too-hot.md
            - record: headwater:heat:max
              expr: max(headwater_heat)
      """;

  private static final String DASHBOARD = "{\"title\": \"{{ $x }} one\"}\n";

  @Test
  void shouldWrapTheRulesAndLinkTheirRunbooks(@TempDir Path directory) throws IOException {
    Path chart =
        ChartCopy.of(Scenario.CHART, directory).withOnly("files/rules/one.yaml", RULES).directory();

    Manifest rules = everything(chart, "PrometheusRule");

    assertThat(rules.at("metadata", "labels", "release")).isEqualTo("prometheus");
    assertThat(Manifest.list(rules.at("spec", "groups"))).hasSize(1);
    assertThat(Manifest.map(rules.at("spec", "groups", 0, "rules", 0, "annotations")))
        .isEqualTo(
            Map.of(
                "summary", "Heat of {{ $labels.table }} is {{ $value | humanize }}",
                "runbook_url",
                    "https://example.com/headwater/docs/operations/headwater-too-hot.md"));
    assertThat(rules.at("spec", "groups", 0, "rules", 1, "record")).isEqualTo("headwater:heat:max");
    TypeScript.check(directory, List.of(rules)).successful();
  }

  @Test
  void shouldBringEveryRuleAndDashboardThereIs() throws IOException {
    List<Manifest> manifests = render(Scenario.CHART);
    Set<Object> groups = new HashSet<>();
    for (Path file : files("rules")) {
      Map<String, Object> rules = Manifest.map(new Yaml().load(Files.readString(file)));
      Manifest.list(rules.get("groups"))
          .forEach(group -> groups.add(Manifest.map(group).get("name")));
    }
    Set<String> dashboards = new HashSet<>();
    files("dashboards").forEach(file -> dashboards.add("headwater-" + file.getFileName()));

    assertThat(Manifest.list(new Installed(manifests).only("PrometheusRule").at("spec", "groups")))
        .extracting(group -> Manifest.map(group).get("name"))
        .isNotEmpty()
        .hasSameElementsAs(groups);
    assertThat(Manifest.map(Manifest.of(manifests, "ConfigMap", "plant-dashboards").at("data")))
        .isNotEmpty()
        .containsOnlyKeys(dashboards);
  }

  @Test
  void shouldDoWithoutRulesAndDashboards(@TempDir Path directory) throws IOException {
    Path chart = ChartCopy.of(Scenario.CHART, directory).without("files").directory();

    List<Manifest> manifests = render(chart);

    assertThat(manifests)
        .extracting(Manifest::kind)
        .contains("StatefulSet")
        .doesNotContain("PrometheusRule");
    assertThat(manifests).extracting(Manifest::name).doesNotContain("plant-dashboards");
  }

  @Test
  void shouldHandTheDashboardsOverAsTheyAre(@TempDir Path directory) throws IOException {
    Path chart =
        ChartCopy.of(Scenario.CHART, directory)
            .withOnly("files/dashboards/one.json", DASHBOARD)
            .directory();

    Manifest dashboards = Manifest.of(render(chart), "ConfigMap", "plant-dashboards");

    assertThat(dashboards.at("metadata", "labels", "grafana_dashboard")).isEqualTo("1");
    assertThat(String.valueOf(dashboards.at("data", "headwater-one.json")).strip())
        .isEqualTo(DASHBOARD.strip());
  }

  @Test
  void shouldTellPrometheusOfBothAppsUnderOneJob() {
    Installed pods = Installed.of(Scenario.named("event-hubs-workload-identity"));
    Installed services = Installed.of(Scenario.named("sink-deployment"));

    Manifest podMonitor = pods.only("PodMonitor");
    assertThat(podMonitor.apiVersion()).isEqualTo("azmonitoring.coreos.com/v1");
    assertThat(podMonitor.at("spec", "jobLabel")).isEqualTo("app.kubernetes.io/part-of");
    assertThat(Manifest.list(podMonitor.at("spec", "podMetricsEndpoints")))
        .extracting(endpoint -> Manifest.map(endpoint).get("port"))
        .containsExactly("http", "sink-http");
    // Each service that it selects has one of the ports
    Map<String, Object> selected =
        Manifest.map(services.only("ServiceMonitor").at("spec", "selector", "matchLabels"));
    assertThat(
            services.manifests().stream()
                .filter(manifest -> manifest.kind().equals("Service"))
                .filter(
                    service ->
                        Manifest.map(service.at("metadata", "labels"))
                            .entrySet()
                            .containsAll(selected.entrySet()))
                .map(Manifest::name))
        .containsExactly("headwater-pods", "headwater-sink");
  }

  /** The alerts ask for the job "headwater". */
  @Test
  void shouldBeTheSameJobWhateverTheChartIsCalled(@TempDir Path directory) throws IOException {
    Path values = Files.writeString(directory.resolve("values.yaml"), "nameOverride: plant");
    Scenario scenario = Scenario.named("event-hubs-workload-identity");
    Installed installed =
        new Installed(Manifest.parse(Helm3.template(Scenario.CHART, scenario.file(), values)));

    String label = String.valueOf(installed.only("PodMonitor").at("spec", "jobLabel"));

    assertThat(
            Manifest.map(installed.statefulSet().at("spec", "template", "metadata", "labels"))
                .get(label))
        .isEqualTo("headwater");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Scenario.CHART.resolve("files").resolve(folder))) {
      return files.toList();
    }
  }

  private static Manifest everything(Path chart, String kind) {
    return new Installed(render(chart)).only(kind);
  }

  private static List<Manifest> render(Path chart) {
    return Manifest.parse(Helm3.template(chart, Scenario.named("everything").file()));
  }
}
