package io.headwater.deployment.chart;

import io.headwater.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;

/** What npm has installed for these tests. */
final class NodeModules {

  private static final Path FOLDER = Path.of("src", "test", "kubernetes", "node_modules");

  private NodeModules() {}

  /** The folder; the test is skipped when it isn't there. */
  static Path folder() {
    Requirement.that(
        Files.isDirectory(FOLDER.resolve("kubernetes-models")),
        "Helm 4 and the types of Kubernetes are not installed:"
            + " npm ci --prefix deployment/src/test/kubernetes --ignore-scripts");
    return FOLDER.toAbsolutePath().normalize();
  }
}
