package io.headwater.deployment.supply;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.testkit.Requirement;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same sources make the same jars, byte for byte, whenever and wherever they are built. Builds
 * them a second time in another folder: by default the smallest module only, {@code
 * -Dtests.reproducible.modules=event-model,streams-app,delta-sink,quickstart} for all.
 */
final class ReproducibleBuildIT {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  @Test
  void shouldMakeTheSameJarsWhenBuiltAgainElsewhere(@TempDir Path elsewhere) throws Exception {
    String modules = System.getProperty("tests.reproducible.modules", "event-model");
    Requirement.program("mvn", "maven");
    copySources(elsewhere);

    build(elsewhere, modules);

    for (String module : modules.split(",", -1)) {
      assertThat(hash(jar(elsewhere, module))).as(module).isEqualTo(hash(jar(TOP, module)));
    }
  }

  private static void build(Path folder, String modules) throws IOException, InterruptedException {
    File log = folder.resolve("build.log").toFile();
    List<String> command =
        new ArrayList<>(List.of("mvn", "-B", "-o", "-q", "-pl", modules, "-am", "package"));
    if (Files.exists(Path.of("..", "quickstart/target/classes/META-INF/sbom"))) {
      command.add("-Pimages"); // the jars have a bill of materials then
    }
    command.addAll(List.of("-DskipTests", "-Dspotless.check.skip", "-Djacoco.skip"));
    Process build =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    boolean ended = build.waitFor(10, TimeUnit.MINUTES);
    build.destroyForcibly();
    assertThat(ended && build.exitValue() == 0).as(Files.readString(log.toPath())).isTrue();
  }

  /** All that a build reads, in a folder with another name and with new times. */
  private static void copySources(Path to) throws IOException {
    copy(TOP.resolve("pom.xml"), to.resolve("pom.xml"));
    copyAll(TOP.resolve(".mvn"), to.resolve(".mvn"));
    try (Stream<Path> modules = Files.list(TOP)) {
      for (Path module :
          modules.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList()) {
        Path copy = to.resolve(module.getFileName());
        copy(module.resolve("pom.xml"), copy.resolve("pom.xml"));
        copyAll(module.resolve("src"), copy.resolve("src"));
      }
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().contains("node_modules"))
              .toList()) {
        copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private static Path jar(Path top, String module) throws IOException {
    try (Stream<Path> jars = Files.list(top.resolve(module).resolve("target"))) {
      return jars.filter(
              jar -> jar.getFileName().toString().matches(module + "-[0-9].*(?<!-tests)\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String hash(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
