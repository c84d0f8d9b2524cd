package io.headwater.deployment.supply;

import io.headwater.testkit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The CycloneDX bill of materials in an app's jar. */
final class BillOfMaterials {

  private static final String PLACE = "target/classes/META-INF/sbom/application.cdx.json";

  private final Map<String, Object> bom;

  private BillOfMaterials(Map<String, Object> bom) {
    this.bom = bom;
  }

  /** A part, and the licences to choose from. */
  record Part(String group, String name, String version, List<String> licences) {}

  /** What is in the image of a module. */
  static BillOfMaterials of(String module) {
    Path file = Path.of("..", module, PLACE);
    Requirement.that(Files.exists(file), file + " is missing: mvn -Pimages package");
    try {
      return new BillOfMaterials(new Yaml().load(Files.readString(file))); // JSON is YAML
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String format() {
    return bom.get("bomFormat") + " " + bom.get("specVersion");
  }

  /** All parts that are not ours. */
  List<Part> parts() {
    return maps(bom, "components")
        .filter(component -> !"io.headwater".equals(component.get("group")))
        .map(
            component ->
                new Part(
                    text(component, "group"),
                    text(component, "name"),
                    text(component, "version"),
                    licences(component)))
        .toList();
  }

  private static List<String> licences(Map<String, Object> component) {
    return maps(component, "licenses").map(BillOfMaterials::licence).sorted().toList();
  }

  private static String licence(Map<String, Object> choice) {
    if (choice.get("expression") instanceof String expression) {
      return expression;
    }
    Map<String, Object> licence = map(choice, "license");
    return licence.get("id") instanceof String id ? id : text(licence, "name");
  }

  private static String text(Map<String, Object> map, String key) {
    return Optional.ofNullable(map.get(key)).map(Object::toString).orElse("");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> map, String key) {
    return (Map<String, Object>) map.get(key);
  }

  @SuppressWarnings("unchecked")
  private static Stream<Map<String, Object>> maps(Map<String, Object> map, String key) {
    return ((List<Map<String, Object>>) map.getOrDefault(key, List.of())).stream();
  }
}
