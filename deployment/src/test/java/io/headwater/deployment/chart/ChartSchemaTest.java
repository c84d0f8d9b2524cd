package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.streams.config.UnknownSettingsCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The schema of the values knows every one of them, and lets no other one through. */
class ChartSchemaTest {

  /** What Kubernetes has a large language of its own for, and what Helm adds itself. */
  private static final Set<String> OPEN =
      Set.of(
          "/properties/global",
          "/$defs/affinity/properties/nodeAffinity",
          "/$defs/affinity/properties/podAffinity",
          "/$defs/affinity/properties/podAntiAffinity");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unheardOf: 1",
        "kafka: {bootstrapServer: 'kafka:9092'}",
        "kafka: {password: secret}",
        "kafka: {eventHubs: {connectionString: {value: 'Endpoint=sb://...'}}}",
        "settings: {headwater.windows.tumblin: 1m}",
        "settings: {headwater.kafka.event-hubs.connection-string: x}",
        "settings: {headwater.delta.azure.account-key: x}",
        "streams: {replicas: 2}",
        "streams: {memory: {heap: 1g}}",
        "streams: {webhooks: [{name: a, url: {secretName: s, key: k}, uri: x}]}",
        "streams: {extraEnv: [{name: A, valueOf: x}]}",
        "streams: {podLabels: {app.kubernetes.io/component: mine}}",
        "sink: {mode: both}",
        "delta: {azure: {clientSecret: {value: x}}}",
        "networkPolicy: {from: [{namespaceSelectors: {}}]}",
        "networkPolicy: {from: []}",
        "podSecurityContext: {runAsUser: 0}",
        "podSecurityContext: {runAsNonRoot: false}",
        "terminationGracePeriodSeconds: 10",
        "autoscaling: {hpa: {cpu: 70}}",
        "autoscaling: {keda: {lagTreshold: 1}}",
        "test: {url: x}"
      })
  void shouldRefuseWhatItDoesNotKnow(String values, @TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("values.yaml"), values);

    assertThatThrownBy(() -> Helm3.template(Scenario.CHART, Scenario.named("kafka").file(), file))
        .hasMessageContaining("values don't meet the specifications of the schema");
  }

  @Test
  void shouldBeClosedAtEveryLevel() throws IOException {
    List<String> open = new ArrayList<>();
    collectOpen("", schema(), open);

    assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
  }

  @Test
  void shouldKnowTheDefaultsAndNoOthers() throws IOException {
    Map<String, Object> values =
        Manifest.map(new Yaml().load(Files.readString(Scenario.CHART.resolve("values.yaml"))));
    Set<String> inSchema = new TreeSet<>();
    collectNames("", schema(), inSchema);
    inSchema.remove("global");
    Set<String> inValues = new TreeSet<>();
    collectKeys("", values, inSchema, inValues);
    // What is not among the defaults of the pods' security, and the settings of the apps
    inSchema.removeIf(
        name ->
            name.startsWith("settings.")
                || name.equals("podSecurityContext.supplementalGroups")
                || name.equals("podSecurityContext.seccompProfile.localhostProfile")
                || name.contains(".affinity."));

    assertThat(inValues).isEqualTo(inSchema);
  }

  @Test
  void shouldTakeOnlySettingsThatTheAppsHave() throws IOException {
    Set<String> settings = Manifest.map(properties(schema(), "settings")).keySet();

    assertThat(settings).isNotEmpty();
    assertThat(UnknownSettingsCheck.NAMES.complaint(Map.of("the schema", settings))).isEmpty();
    assertThat(
            io.headwater.sink.config.UnknownSettingsCheck.NAMES.complaint(
                Map.of("the schema", settings)))
        .isEmpty();
  }

  private static Map<String, Object> schema() throws IOException {
    // JSON is YAML
    return Manifest.map(
        new Yaml().load(Files.readString(Scenario.CHART.resolve("values.schema.json"))));
  }

  private static Object properties(Map<String, Object> schema, String name) {
    Map<String, Object> branch = Manifest.map(Manifest.map(schema.get("properties")).get(name));
    return branch.get("properties");
  }

  /** Objects that take any key; a map whose values have a type is none of them. */
  private static void collectOpen(String path, Object schema, Collection<String> open) {
    if (schema instanceof List<?> items) {
      for (int item = 0; item < items.size(); item++) {
        collectOpen(path + "/" + item, items.get(item), open);
      }
    }
    if (!(schema instanceof Map)) {
      return;
    }
    Map<String, Object> map = Manifest.map(schema);
    if ("object".equals(map.get("type"))) {
      Object additional = map.get("additionalProperties");
      if (additional == null || Boolean.TRUE.equals(additional)) {
        open.add(path);
      }
    }
    map.forEach((key, value) -> collectOpen(path + "/" + key, value, open));
  }

  /** All values by their names, those of maps and lists as one. */
  private static void collectNames(String prefix, Map<String, Object> schema, Set<String> names)
      throws IOException {
    Map<String, Object> resolved = resolved(schema);
    if (!resolved.containsKey("properties") || prefix.endsWith("tolerations")) {
      names.add(prefix);
      return;
    }
    for (Map.Entry<String, Object> property : Manifest.map(resolved.get("properties")).entrySet()) {
      String name = prefix.isEmpty() ? property.getKey() : prefix + "." + property.getKey();
      collectNames(name, Manifest.map(property.getValue()), names);
    }
  }

  private static Map<String, Object> resolved(Map<String, Object> schema) throws IOException {
    Object reference = schema.get("$ref");
    return reference == null
        ? schema
        : Manifest.map(
            Manifest.map(schema().get("$defs")).get(reference.toString().replace("#/$defs/", "")));
  }

  private static void collectKeys(
      String prefix, Map<String, Object> values, Set<String> known, Set<String> keys) {
    values.forEach(
        (key, value) -> {
          String name = prefix.isEmpty() ? key : prefix + "." + key;
          boolean isBranch = known.stream().anyMatch(other -> other.startsWith(name + "."));
          if (isBranch && value instanceof Map && !Manifest.map(value).isEmpty()) {
            collectKeys(name, new LinkedHashMap<>(Manifest.map(value)), known, keys);
          } else if (!isBranch) {
            keys.add(name);
          }
        });
  }
}
