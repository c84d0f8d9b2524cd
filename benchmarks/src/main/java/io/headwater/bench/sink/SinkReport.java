package io.headwater.bench.sink;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import io.headwater.bench.report.Spread;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * All that was measured.
 *
 * @param jvmOptions of the sink
 * @param payloadBytes of all records together
 */
record SinkReport(
    Machine machine,
    SinkOptions options,
    List<String> jvmOptions,
    long payloadBytes,
    List<SinkRun> runs) {

  private static final double MIB = 1 << 20;

  SinkReport {
    jvmOptions = List.copyOf(jvmOptions);
    runs = List.copyOf(runs);
  }

  /** The report for people. */
  String markdown() {
    return String.join("\n", heading(), figures());
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "# Sink of %,d records%n%n%s%n%n%,d sensors, %d partitions, %.0f bytes a record, tables: %s; median of %d runs. Settings of the sink: %s. Its JVM: %s.%n",
        options.records(),
        machine.sentence(),
        options.sensors(),
        options.partitions(),
        (double) payloadBytes / options.records(),
        options.tables().name().toLowerCase(Locale.ROOT),
        runs.size(),
        options.settings().isEmpty()
            ? "its defaults"
            : "its defaults, and " + new TreeMap<>(options.settings()),
        String.join(" ", jvmOptions));
  }

  private String figures() {
    MarkdownTable table = new MarkdownTable("figure", "median", "lowest", "highest");
    row(table, "rows/s, after the first 5 %", run -> run.figures().warm().eventsPerSecond());
    row(table, "rows/s, from the first commit on", run -> run.figures().whole().eventsPerSecond());
    row(
        table,
        "sink, CPU µs a row, after the first 5 %",
        run -> run.figures().warm().cpuMicrosPerEvent());
    row(
        table,
        "sink, CPU µs a row, start of its JVM included",
        run -> run.processCpuSeconds() * 1e6 / options.records());
    row(
        table,
        "broker, CPU µs a row, from the first commit on",
        run -> run.figures().whole().brokerCpuMicrosPerEvent());
    row(
        table,
        "sink, most memory resident, MiB",
        run ->
            run.peakResidentBytes().isPresent()
                ? run.peakResidentBytes().getAsLong() / MIB
                : Double.NaN);
    row(table, "table, bytes a row", run -> (double) run.table().bytes() / run.table().rows());
    row(table, "table, files", run -> run.table().files());
    row(table, "table, commits", run -> run.table().version());
    row(table, "start of the process to first commit, s", run -> run.figures().startSeconds());
    return table.toString();
  }

  private void row(MarkdownTable table, String name, ToDoubleFunction<SinkRun> figure) {
    Spread spread = Spread.of(runs.stream().mapToDouble(figure).boxed().toList());
    table.row(name, number(spread.median()), number(spread.min()), number(spread.max()));
  }
}
