package io.headwater.deployment.images;

import io.headwater.testkit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The images of {@code docker-compose.yml}: ours, from their Dockerfiles, and what stands in for
 * the others, as no registry is asked. There is nothing that could stand in for Grafana.
 */
final class TestImages {

  private static final String FOLDER = "deployment/src/test/images";
  private static final List<String> OURS = List.of("streams-app", "delta-sink", "quickstart");

  private final Podman podman;
  private final ComposeFile compose;

  TestImages(Podman podman, ComposeFile compose) {
    this.podman = podman;
    this.compose = compose;
  }

  /** Builds what has changed; the first time takes a minute. */
  void make() {
    Requirement.that(
        OURS.stream()
            .allMatch(
                app -> Files.exists(Command.TOP.resolve(app + "/target/image/own/classpath"))),
        "The images' jars are not laid out: mvn -Pimages package");
    String base = Dockerfile.of("streams-app").argument("JRE_IMAGE");
    String maven = Dockerfile.of("streams-app").argument("MAVEN_IMAGE");
    if (!podman.hasImage(base)) {
      Path tar = baseTar();
      new Command(List.of(FOLDER + "/base", tar.toString()), Map.of()).output();
      podman.load(tar, base);
    }
    // With prebuilt jars nothing of Maven runs in it
    podman.tag(base, maven);
    for (String app : OURS) {
      podman.build(
          app + "/Dockerfile", ".", "docker.io/headwater/" + app + ":latest", "JARS=prebuilt");
    }
    podman.build(FOLDER + "/kafka/Dockerfile", FOLDER + "/kafka", compose.image("kafka"));
    podman.build(
        FOLDER + "/prometheus/Dockerfile",
        prometheusContext().toString(),
        compose.image("prometheus"),
        "BASE_IMAGE=" + base);
  }

  /** Kept outside of the checkout: it is the same for all of them, and for a long time. */
  private static Path baseTar() {
    String home =
        System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
    return Path.of(home, "headwater", "base-image.tar");
  }

  private static Path prometheusContext() {
    try {
      Path context =
          Files.createDirectories(Path.of("target", "prometheus-image").toAbsolutePath());
      for (Path program :
          Stream.of("prometheus", "promtool")
              .map(name -> Requirement.program(name, "prometheus"))
              .toList()) {
        Files.copy(
            program, context.resolve(program.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
