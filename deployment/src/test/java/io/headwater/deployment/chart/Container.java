package io.headwater.deployment.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A container of a pod. */
record Container(Map<String, Object> document) {

  String name() {
    return String.valueOf(document.get("name"));
  }

  /** Its environment: the text of a value, or what it comes from. */
  Map<String, Object> environment() {
    Map<String, Object> environment = new LinkedHashMap<>();
    for (Object item : Manifest.list(document.get("env"))) {
      Map<String, Object> variable = Manifest.map(item);
      environment.put(
          String.valueOf(variable.get("name")),
          variable.containsKey("value") ? variable.get("value") : variable.get("valueFrom"));
    }
    return environment;
  }

  /** What may be taken of memory, in MiB. */
  int memoryLimit() {
    Map<String, Object> limits =
        Manifest.map(Manifest.map(document.get("resources")).get("limits"));
    return Integer.parseInt(String.valueOf(limits.get("memory")).replace("Mi", ""));
  }

  /** The JVM's largest heap, in MiB. */
  int heap() {
    String options = String.valueOf(environment().get("HEADWATER_JAVA_OPTS"));
    return Integer.parseInt(options.replaceAll("^-Xmx(\\d+)m.*$", "$1"));
  }

  /** The path that the probe asks for. */
  String probePath(String probe) {
    Map<String, Object> request = Manifest.map(Manifest.map(document.get(probe)).get("httpGet"));
    return String.valueOf(request.get("path"));
  }

  /** Where that volume is. */
  String mountPath(String volume) {
    List<Object> mounts = Manifest.list(document.get("volumeMounts"));
    return mounts.stream()
        .map(Manifest::map)
        .filter(mount -> volume.equals(mount.get("name")))
        .map(mount -> String.valueOf(mount.get("mountPath")))
        .findFirst()
        .orElseThrow();
  }
}
