package io.headwater.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A main class in a process of its own, on this test's class path, so that a test can stop or kill
 * it as the operating system does. What it prints is kept in a file.
 *
 * <p>It ends at the latest when the test's JVM ends, however that ends: it holds a pipe to it and
 * halts when the pipe breaks. Not safe for use by several threads.
 */
public final class JavaProcess implements AutoCloseable {

  private static final int TAIL_LINES = 60;

  private final String mainClass;
  private final Path output;
  private final Process process;

  private JavaProcess(String mainClass, Path output, Process process) {
    this.mainClass = mainClass;
    this.output = output;
    this.process = process;
  }

  /**
   * Starts {@code mainClass}.
   *
   * @param directory the working directory; the output is kept in it, in {@code <class>.log}, after
   *     that of earlier starts
   * @param jvmOptions such as {@code -Xmx256m}
   */
  public static JavaProcess start(
      Class<?> mainClass, Path directory, List<String> jvmOptions, List<String> arguments) {
    Path output = directory.resolve(mainClass.getSimpleName() + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add(WithParent.class.getName());
    command.add(mainClass.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      Files.createDirectories(directory);
      return new JavaProcess(mainClass.getSimpleName(), output, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** All it has printed so far, on both streams, in all its starts. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines it has printed, for the message of a failure. */
  public String tail() {
    List<String> lines = output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  /** Asks it to end (SIGTERM) and does not wait. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Ends it at once (SIGKILL), and waits until it is gone. */
  public void kill() {
    process.toHandle().destroyForcibly();
    awaitExit(Duration.ofSeconds(30));
  }

  /** Stops all its threads (SIGSTOP), as a host does that has no time for it. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on (SIGCONT), as if no time had passed. */
  public void thaw() {
    signal("CONT");
  }

  /** Waits so long, or until it has ended, and says whether it has. */
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + mainClass, e);
    }
  }

  /**
   * Waits for its end.
   *
   * @return its exit code
   * @throws IllegalStateException when it still runs after {@code timeout}
   */
  public int awaitExit(Duration timeout) {
    if (!endsWithin(timeout)) {
      throw new IllegalStateException(
          mainClass + " still runs after " + timeout + ". It printed last:\n" + tail());
    }
    return process.exitValue();
  }

  private void signal(String name) {
    // the shell's own: a command of that name is not on every machine
    String command = "kill -" + name + " " + process.pid();
    try {
      if (new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException(command + " failed for " + this);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + command, e);
    }
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
  }

  @Override
  public String toString() {
    return Stream.of(mainClass, "pid " + process.pid(), output.toString()).toList().toString();
  }
}
