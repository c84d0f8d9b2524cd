package io.headwater.bench.rig;

import io.headwater.quickstart.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of a benchmark's own, and the processes that work in it. Both are gone when this is
 * closed, and when the JVM is told to end (Ctrl-C). Safe to close from any thread.
 */
public final class Workbench implements AutoCloseable {

  private final Path directory;
  private final Deque<ChildJvm> children = new ArrayDeque<>();
  private final Thread hook = new Thread(this::clear, "clear-workbench");

  private Workbench(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes a new directory in {@code parent}.
   *
   * @throws CommandFailure when it can't
   */
  public static Workbench in(Path parent) {
    try {
      Files.createDirectories(parent);
      Workbench workbench = new Workbench(Files.createTempDirectory(parent, "headwater-bench-"));
      Runtime.getRuntime().addShutdownHook(workbench.hook);
      return workbench;
    } catch (IOException e) {
      throw new CommandFailure(
          "The benchmark can not work in %s (%s): choose another directory with --dir."
              .formatted(parent.toAbsolutePath(), e),
          e);
    }
  }

  /** Where everything is that the benchmark writes. */
  public Path directory() {
    return directory;
  }

  /**
   * Starts a main class of this class path.
   *
   * @param name of its log in the directory
   * @param heap as {@code -Xmx} takes it
   */
  public ChildJvm start(String name, Class<?> main, String heap, List<String> arguments) {
    return start(name, main, heap, Optional.empty(), arguments);
  }

  /**
   * The same with a collector of garbage, unless the user chose one.
   *
   * @param collector as an option of the JVM; empty leaves the choice to it
   */
  synchronized ChildJvm start(
      String name, Class<?> main, String heap, Optional<String> collector, List<String> arguments) {
    ChildJvm child =
        ChildJvm.start(
            main, heap, collector, arguments, directory, directory.resolve(name + ".log"));
    children.push(child);
    return child;
  }

  /** Removes what a measurement has left, such as local state, while the rest goes on. */
  public void delete(Path inDirectory) {
    if (!Files.exists(inDirectory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(inDirectory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    clear();
  }

  private synchronized void clear() {
    while (!children.isEmpty()) {
      children.pop().close();
    }
    delete(directory);
  }
}
