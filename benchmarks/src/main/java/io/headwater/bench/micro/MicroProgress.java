package io.headwater.bench.micro;

import static io.headwater.bench.report.MarkdownTable.number;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Tells a line for each benchmark, and of all else that JMH has to say keeps the last for the case
 * that it fails.
 */
final class MicroProgress implements OutputFormat {

  private static final int MOST_LINES = 15;

  private final Consumer<String> news;
  private final Deque<String> last = new ArrayDeque<>();
  private final StringBuilder line = new StringBuilder();

  MicroProgress(Consumer<String> news) {
    this.news = news;
  }

  /** The last lines that JMH and the measured JVMs have printed, as a sentence; empty for none. */
  synchronized String lastWords() {
    endLine();
    return last.isEmpty() ? "" : "%nIt said last:%n  ".formatted() + String.join("\n  ", last);
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
    news.accept(MicroResult.shortName(benchmark.getBenchmark()) + " …");
  }

  @Override
  public void endBenchmark(@Nullable BenchmarkResult result) {
    if (result != null) {
      news.accept("  %s ns".formatted(number(result.getPrimaryResult().getScore())));
    }
  }

  @Override
  public synchronized void print(String text) {
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      if (each == '\n') {
        endLine();
      } else {
        line.append(each);
      }
    }
  }

  @Override
  public void println(String text) {
    print(text + "\n");
  }

  @Override
  public void write(int character) {
    print(Character.toString(character));
  }

  @Override
  public void write(byte[] text) {
    print(new String(text, Charset.defaultCharset()));
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams iteration, int number) {}

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams iteration, int number, IterationResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  private void endLine() {
    if (!line.toString().isBlank()) {
      last.addLast(line.toString());
      if (last.size() > MOST_LINES) {
        last.removeFirst();
      }
    }
    line.setLength(0);
  }
}
