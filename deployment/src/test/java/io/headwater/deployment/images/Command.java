package io.headwater.deployment.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end, in the top folder of the checkout. */
record Command(List<String> words, Map<String, String> environment) {

  /** Modules lie side by side, and tests run in theirs. */
  static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** What it left: its exit code, and what it printed on both streams. */
  record Result(int exitCode, String output) {}

  /** Runs it, whatever its exit code. */
  Result result() {
    try {
      Path output = Files.createTempFile("command", ".log");
      try {
        Process process = start(output);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(
              "%s still runs after %s. It printed:%n%s"
                  .formatted(words, PATIENCE, Files.readString(output)));
        }
        return new Result(process.exitValue(), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + words, e);
    }
  }

  /**
   * Runs it.
   *
   * @return what it printed
   * @throws IllegalStateException with what it printed, when its exit code is not 0
   */
  String output() {
    Result result = result();
    if (result.exitCode() != 0) {
      throw new IllegalStateException(
          "%s ended with %d:%n%s".formatted(words, result.exitCode(), result.output()));
    }
    return result.output();
  }

  /** Starts it and does not wait; what it prints goes into {@code output}. */
  Process start(Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(TOP.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
