package io.headwater.deployment.chart;

import io.headwater.testkit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds manifests against the types of Kubernetes, KEDA and the Prometheus operator: each as a
 * constant of its type, which the compiler refuses when a field is misspelt or of another kind.
 */
final class TypeScript {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String OPTIONS =
      """
      {"compilerOptions": {"strict": true, "noEmit": true, "skipLibCheck": true, "types": [],
        "module": "nodenext", "moduleResolution": "nodenext", "target": "es2022"},
       "files": ["manifests.ts"]}
      """;

  private TypeScript() {}

  /**
   * What the compiler says to them; it has failed if one of them is wrong.
   *
   * @param directory to work in, empty
   */
  static Tool.Outcome check(Path directory, List<Manifest> manifests) {
    Path modules = NodeModules.folder();
    Path node = Requirement.program("node", "nodejs");
    try {
      Path link = Files.createSymbolicLink(directory.resolve("node_modules"), modules);
      Files.writeString(directory.resolve("package.json"), "{\"type\": \"module\"}");
      Files.writeString(directory.resolve("tsconfig.json"), OPTIONS);
      Files.writeString(directory.resolve("manifests.ts"), program(manifests));
      Tool.Outcome outcome =
          Tool.run(
              directory,
              Map.of(),
              List.of(node.toString(), modules.resolve("typescript/bin/tsc").toString()));
      Files.delete(link);
      return outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String program(List<Manifest> manifests) {
    TreeSet<String> imports = new TreeSet<>();
    List<String> constants = new ArrayList<>();
    for (Manifest manifest : manifests) {
      String apiVersion = withKnownTypes(manifest.apiVersion());
      String type = "I" + manifest.kind();
      imports.add(
          "import type { %s } from \"%s\";"
              .formatted(type, module(apiVersion) + "/" + manifest.kind()));
      Map<String, Object> document = new LinkedHashMap<>(manifest.document());
      document.put("apiVersion", apiVersion);
      constants.add(
          "export const manifest%d: %s = %s;"
              .formatted(constants.size(), type, JSON.writeValueAsString(document)));
    }
    return String.join("\n", imports) + "\n" + String.join("\n", constants) + "\n";
  }

  /** Azure Monitor's monitors are those of the Prometheus operator, in a group of its own. */
  private static String withKnownTypes(String apiVersion) {
    return apiVersion.replace("azmonitoring.coreos.com", "monitoring.coreos.com");
  }

  private static String module(String apiVersion) {
    if (apiVersion.startsWith("keda.sh/")) {
      return "@kubernetes-models/keda/" + apiVersion;
    }
    if (apiVersion.startsWith("monitoring.coreos.com/")) {
      return "@kubernetes-models/prometheus-operator/" + apiVersion;
    }
    return "kubernetes-models/" + apiVersion;
  }
}
