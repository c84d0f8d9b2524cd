package io.headwater.deployment.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** One of our Dockerfiles, read. */
record Dockerfile(List<String> lines) {

  private static final String ARGUMENT = "ARG ";

  static Dockerfile of(String module) {
    try {
      return new Dockerfile(Files.readAllLines(Command.TOP.resolve(module).resolve("Dockerfile")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The default of a build argument. */
  String argument(String name) {
    String start = ARGUMENT + name + "=";
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow();
  }

  /** From the first argument to the second FROM: where the jars come from. */
  List<String> stageOfTheJars() {
    int first = lines.indexOf("ARG " + "MAVEN_IMAGE=" + argument("MAVEN_IMAGE"));
    return lines.subList(first, lines.indexOf("FROM ${JRE_IMAGE}"));
  }

  /** The last of the instructions of that name, without the name. */
  String last(String instruction) {
    return lines.stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
