package io.headwater.bench.commits;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import io.headwater.bench.report.Spread;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** All that was measured. */
record CommitsReport(Machine machine, CommitsOptions options, List<CommitsRun> runs) {

  CommitsReport {
    runs = List.copyOf(runs);
  }

  /** The report for people. */
  String markdown() {
    return String.format(
        Locale.ROOT,
        "# Commits up to version %,d%n%n%s%n%nOne file a commit, a timed commit each %d ms; median of %d runs. Settings of the sink: %s.%n%n%s%nThe median commit takes %.2f times as long at the last of these versions as at the first.%n",
        options.last(),
        machine.sentence(),
        options.pace().toMillis(),
        runs.size(),
        options.settings().isEmpty()
            ? "its defaults"
            : "its defaults, and " + new TreeSet<>(options.settings()),
        table(),
        median(CommitsRun::ratio));
  }

  private MarkdownTable table() {
    MarkdownTable table =
        new MarkdownTable("from version", "commits", "p50, ms", "p99, ms", "max, ms");
    IntStream.range(0, options.at().size())
        .forEach(
            at ->
                table.row(
                    number(options.at().get(at).longValue()),
                    number((long) options.window()),
                    number(median(run -> run.times().get(at).p50())),
                    number(median(run -> run.times().get(at).p99())),
                    number(median(run -> run.times().get(at).max()))));
    return table;
  }

  private double median(ToDoubleFunction<CommitsRun> figure) {
    return Spread.of(runs.stream().mapToDouble(figure).boxed().toList()).median();
  }
}
