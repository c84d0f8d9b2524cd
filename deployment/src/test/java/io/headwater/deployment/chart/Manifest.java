package io.headwater.deployment.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A resource as Kubernetes would get it. */
record Manifest(Map<String, Object> document) {

  /** All resources that Helm rendered, by kind and name. */
  static List<Manifest> parse(String rendered) {
    List<Manifest> manifests = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(rendered)) {
      if (document != null) {
        manifests.add(new Manifest(map(document)));
      }
    }
    manifests.sort(Comparator.comparing(Manifest::kind).thenComparing(Manifest::name));
    return manifests;
  }

  /** The only resource of that kind with that name. */
  static Manifest of(List<Manifest> manifests, String kind, String name) {
    return manifests.stream()
        .filter(manifest -> manifest.kind().equals(kind) && manifest.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(kind + " " + name));
  }

  /** A document that is a map. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object document) {
    return (Map<String, Object>) document;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object document) {
    return (List<Object>) document;
  }

  String apiVersion() {
    return String.valueOf(document.get("apiVersion"));
  }

  String kind() {
    return String.valueOf(document.get("kind"));
  }

  String name() {
    return String.valueOf(map(at("metadata")).get("name"));
  }

  /** Whether it is not installed, but made when Helm is asked to do something. */
  boolean isHook() {
    Object annotations = map(at("metadata")).get("annotations");
    return annotations != null && map(annotations).containsKey("helm.sh/hook");
  }

  /**
   * What is there.
   *
   * @param path keys, or numbers of items
   * @throws NoSuchElementException when it isn't there
   */
  Object at(Object... path) {
    Object found = document;
    for (Object step : path) {
      Object next = step instanceof Integer item ? list(found).get(item) : map(found).get(step);
      if (next == null) {
        throw new NoSuchElementException(kind() + " has no " + List.of(path));
      }
      found = next;
    }
    return found;
  }

  /** The container of that name, of a resource that makes pods. */
  Container container(String name) {
    return list(at("spec", "template", "spec", "containers")).stream()
        .map(container -> new Container(map(container)))
        .filter(container -> container.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(kind() + " has no container " + name));
  }

  List<String> containerNames() {
    return list(at("spec", "template", "spec", "containers")).stream()
        .map(container -> String.valueOf(map(container).get("name")))
        .toList();
  }
}
