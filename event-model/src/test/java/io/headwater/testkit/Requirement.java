package io.headwater.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a test needs of the machine. Where it is missing the test is skipped, and says what is
 * missing; with {@code -Dtests.skips=forbidden}, as in CI, it fails instead.
 */
public final class Requirement {

  private Requirement() {}

  /**
   * Requires {@code met}.
   *
   * @param how what is missing, and how to get it
   */
  public static void that(boolean met, String how) {
    if (!met && "forbidden".equals(System.getProperty("tests.skips"))) {
      throw new IllegalStateException(how);
    }
    assumeTrue(met, how);
  }

  /**
   * Requires a program of the search path.
   *
   * @param debianPackage that brings it
   * @return where it is
   */
  public static Path program(String name, String debianPackage) {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    that(found.isPresent(), name + " is not installed: apt-get install " + debianPackage);
    return found.orElseThrow();
  }
}
