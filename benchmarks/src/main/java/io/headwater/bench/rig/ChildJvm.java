package io.headwater.bench.rig;

import io.headwater.quickstart.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A main class in a process of its own, with the JVM options that the launcher would give it. What
 * it prints is kept in a file.
 */
public final class ChildJvm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TAIL_LINES = 15;
  private static final int KIB = 1_024;

  private final String name;
  private final Path log;
  private final Process process;
  private final List<String> jvmOptions;

  private ChildJvm(String name, Path log, Process process, List<String> jvmOptions) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  /**
   * Starts one.
   *
   * @param collector of garbage, as an option of the JVM; empty leaves the choice to it
   */
  static ChildJvm start(
      Class<?> main,
      String heap,
      Optional<String> collector,
      List<String> arguments,
      Path directory,
      Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> jvmOptions = LauncherOptions.of(heap, collector);
    command.addAll(jvmOptions);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      return new ChildJvm(main.getSimpleName(), log, builder.start(), jvmOptions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The options its JVM was given. */
  List<String> jvmOptions() {
    return jvmOptions;
  }

  /** All it has printed so far, on both streams. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * CPU time the process has used so far, user and system, of all its threads.
   *
   * @throws CommandFailure when it has ended, or the operating system does not tell
   */
  public Duration cpu() {
    requireAlive();
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "This operating system does not tell how much CPU a process has used: run the benchmark on another.",
                    null));
  }

  /** The most memory it ever had resident, in bytes; only Linux tells. */
  public OptionalLong peakResidentBytes() {
    return status("VmHWM:");
  }

  /** The memory it has resident now, in bytes; only Linux tells. */
  public OptionalLong residentBytes() {
    return status("VmRSS:");
  }

  private OptionalLong status(String field) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst();
    } catch (IOException gone) {
      return OptionalLong.empty();
    }
  }

  /** A view of its heap; to be closed by the caller. */
  JvmHeap heap() {
    requireAlive();
    return JvmHeap.of(process.pid());
  }

  /**
   * Ends the benchmark when the process has ended by itself.
   *
   * @throws CommandFailure with the last it has said
   */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw failure("ended by itself with exit code " + process.exitValue());
    }
  }

  /** A failure of this process, with the last it has said. */
  public CommandFailure failure(String what) {
    List<String> lines = output().lines().toList();
    String tail =
        String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    return new CommandFailure(
        "The process of %s %s. It said last:%n  %s".formatted(name, what, tail), null);
  }

  /** Ends it at once (SIGKILL). */
  public void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells it to end (SIGTERM), and kills it if it takes too long. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
