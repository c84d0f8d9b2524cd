package io.headwater.deployment.chart;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** What a scenario installs, in the words of whoever looks for something in it. */
record Installed(List<Manifest> manifests) {

  static Installed of(Scenario scenario) {
    return new Installed(Helm3.render(scenario));
  }

  /** The settings in that file of the apps. */
  Map<String, Object> settings(String file) {
    String text =
        manifests.stream()
            .filter(manifest -> manifest.kind().equals("ConfigMap"))
            .map(manifest -> Manifest.map(manifest.at("data")))
            .filter(data -> data.containsKey(file))
            .map(data -> String.valueOf(data.get(file)))
            .findFirst()
            .orElseThrow();
    return Manifest.map(new Yaml().load(text));
  }

  Manifest statefulSet() {
    return only("StatefulSet");
  }

  Container streams() {
    return statefulSet().container("streams");
  }

  Container sink() {
    return isSidecar() ? statefulSet().container("sink") : only("Deployment").container("sink");
  }

  boolean isSidecar() {
    return statefulSet().containerNames().contains("sink");
  }

  boolean has(String kind) {
    return manifests.stream().anyMatch(manifest -> manifest.kind().equals(kind));
  }

  /** The first resource of that kind. */
  Manifest only(String kind) {
    return manifests.stream()
        .filter(manifest -> manifest.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
