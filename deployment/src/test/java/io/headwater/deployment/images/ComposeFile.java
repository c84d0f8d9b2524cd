package io.headwater.deployment.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml}, read; variables have their defaults. */
final class ComposeFile {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

  private final Map<String, Map<String, Object>> services;

  private ComposeFile(Map<String, Map<String, Object>> services) {
    this.services = services;
  }

  @SuppressWarnings("unchecked")
  static ComposeFile read() {
    try {
      String text = Files.readString(Command.TOP.resolve("docker-compose.yml"));
      Map<String, Object> file = new Yaml().load(VARIABLE.matcher(text).replaceAll("$1"));
      return new ComposeFile((Map<String, Map<String, Object>>) file.get("services"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> services() {
    return services.keySet();
  }

  String image(String service) {
    return (String) get(service, "image").orElseThrow();
  }

  /** A list of texts, empty when the service does not say. */
  @SuppressWarnings("unchecked")
  List<String> list(String service, String key) {
    return (List<String>) get(service, key).orElse(List.of());
  }

  Optional<Object> get(String service, String key) {
    return Optional.ofNullable(services.get(service).get(key));
  }

  /** What the service may use, in bytes. */
  long memoryLimit(String service) {
    String limit = (String) get(service, "mem_limit").orElseThrow();
    long number = Long.parseLong(limit.substring(0, limit.length() - 1));
    return limit.endsWith("g") ? number << 30 : number << 20;
  }

  /** What the service takes from the checkout, by its place there. */
  List<String> mountedFromTheCheckout(String service) {
    return list(service, "volumes").stream()
        .filter(volume -> volume.startsWith("./"))
        .map(volume -> volume.substring(2, volume.indexOf(':')))
        .toList();
  }
}
