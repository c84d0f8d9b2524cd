package io.headwater.readers;

import io.headwater.sink.SinkApp;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.testkit.TableMaker;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A {@link TableMaker} on the class path on which the launcher runs the sink, which is not ours. It
 * ends when we close it, and with us, because it reads from a pipe to us.
 */
final class SinkElsewhere implements AutoCloseable {

  private static final String QUIET = "io/headwater/sink/testkit/quiet-logback.xml";

  /** Few, so that tables of a few dozen commits have several. */
  static final int VERSIONS_OF_A_CHECKPOINT = 7;

  private final Path log;
  private final Process process;
  private final BufferedReader answers;

  private SinkElsewhere(Path log, Process process) {
    this.log = log;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it for the tables under {@code base}; it says what is wrong in a file beside them. */
  static SinkElsewhere start(Path base) {
    Path log = base.resolveSibling(base.getFileName() + ".log");
    List<String> command =
        java("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=" + QUIET);
    command.add(TableMaker.class.getName());
    command.add(base.toString());
    command.add(Integer.toString(VERSIONS_OF_A_CHECKPOINT));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
      builder.environment().put("CLASSPATH", classPath());
      return new SinkElsewhere(log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command of the launcher, and waits until it is done. */
  static void command(Path base, String... words) {
    Path log = base.resolveSibling(base.getFileName() + "-command.log");
    List<String> command = java("-Xmx256m", "-XX:TieredStopAtLevel=1");
    command.add(SinkApp.class.getName());
    command.addAll(List.of(words));
    command.add("--headwater.delta.base-path=" + base);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("CLASSPATH", classPath());
      Process process = builder.start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Appends the next records, so many a commit; the offset that comes next. */
  long append(String table, int rows, int commits) {
    return Long.parseLong(ask("append " + table + " " + rows + " " + commits));
  }

  /** Appends the odd windows. */
  void appendOddWindows() {
    ask("odd aggregates");
  }

  /** From now on the contract lacks a column. */
  void without(String table, String column) {
    ask("without " + table + " " + column);
  }

  /** From now on the contract has all its columns. */
  void whole(String table) {
    ask("whole " + table);
  }

  private String ask(String command) {
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(command).append('\n').flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(command + " failed, see " + log, e);
    }
  }

  @Override
  public void close() {
    try {
      process.outputWriter(StandardCharsets.UTF_8).close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException alreadyGone) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> java(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    return command;
  }

  /** The sink, its test kit, and what the build wrote down for the launcher. */
  private static String classPath() throws IOException {
    Path sink = placeOf(DeltaSettings.class);
    Path runtime = sink.resolveSibling("runtime-classpath");
    return String.join(
        File.pathSeparator,
        List.of(sink.toString(), placeOf(TableMaker.class).toString(), Files.readString(runtime)));
  }

  private static Path placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
