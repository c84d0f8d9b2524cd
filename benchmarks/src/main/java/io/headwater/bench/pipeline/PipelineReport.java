package io.headwater.bench.pipeline;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import io.headwater.bench.report.Spread;
import io.headwater.bench.rig.TableSize;
import io.headwater.bench.rig.TopicVolumes.Volume;
import io.headwater.bench.rig.Volumes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * All that was measured.
 *
 * @param payloadBytes of all events together
 */
record PipelineReport(
    Machine machine, PipelineOptions options, long payloadBytes, List<PipelineRun> runs) {

  private static final double MIB = 1 << 20;

  PipelineReport {
    runs = List.copyOf(runs);
  }

  /** The report for people. */
  String markdown() {
    return String.join("\n", heading(), figures(), tables(), topics(), windows());
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "# Pipeline of %,d events into five tables%n%n%s%n%n%,d sensors in %,d locations, %d partitions, %.0f bytes an event; median of %d runs, of which each has passed its audit. Settings: %s. JVM of the stream: %s; of the sink: %s.%n",
        options.events(),
        machine.sentence(),
        options.sensors(),
        options.locations(),
        options.partitions(),
        (double) payloadBytes / options.events(),
        runs.size(),
        options.settings().isEmpty()
            ? "the defaults"
            : "the defaults, and " + new TreeMap<>(options.settings()),
        String.join(" ", last().stream().jvmOptions()),
        String.join(" ", last().sink().jvmOptions()));
  }

  private String figures() {
    MarkdownTable table = new MarkdownTable("figure", "median", "lowest", "highest");
    row(table, "events/s, after the first 5 %", run -> run.figures().warm().eventsPerSecond());
    row(table, "events/s, from the first event on", run -> run.figures().whole().eventsPerSecond());
    row(
        table,
        "stream + sink, CPU µs an event, after the first 5 %",
        run -> run.figures().warm().bothCpuMicros());
    row(
        table,
        "stream, CPU µs an event, after the first 5 %",
        run -> run.figures().warm().streamCpuMicros());
    row(
        table,
        "sink, CPU µs an event, after the first 5 %",
        run -> run.figures().warm().sinkCpuMicros());
    row(
        table,
        "broker, CPU µs an event, after the first 5 %",
        run -> run.figures().warm().brokerCpuMicros());
    row(
        table,
        "stream + sink, CPU µs an event, from the first event on",
        run -> run.figures().whole().bothCpuMicros());
    row(
        table,
        "stream, CPU s in all, the start of its JVM included",
        run -> run.figures().streamCpuSeconds());
    row(
        table,
        "sink, CPU s in all, the start of its JVM included",
        run -> run.figures().sinkCpuSeconds());
    row(table, "stream + sink, most memory resident, MiB", run -> mib(run.stream(), run.sink()));
    row(table, "stream, most memory resident, MiB", run -> mib(run.stream()));
    row(table, "sink, most memory resident, MiB", run -> mib(run.sink()));
    for (Volumes.Kind kind : Volumes.Kind.values()) {
      row(
          table,
          kind.words() + ", bytes an event",
          run -> (double) Volumes.bytes(run.volumes(), kind) / options.events());
    }
    row(
        table,
        "tables, bytes an event",
        run -> (double) run.tables().stream().mapToLong(TableSize::bytes).sum() / options.events());
    row(table, "start of the processes to first commit, s", run -> run.figures().startSeconds());
    row(
        table,
        "from the last event through the stream to the last row, s",
        run -> run.figures().tailSeconds());
    return table.toString();
  }

  private static double mib(PipelineRun.Child... children) {
    double bytes = 0;
    for (PipelineRun.Child child : children) {
      OptionalLong peak = child.peakResidentBytes();
      bytes += peak.isPresent() ? peak.getAsLong() : Double.NaN;
    }
    return bytes / MIB;
  }

  private void row(MarkdownTable table, String name, ToDoubleFunction<PipelineRun> figure) {
    Spread spread = Spread.of(runs.stream().mapToDouble(figure).boxed().toList());
    table.row(name, number(spread.median()), number(spread.min()), number(spread.max()));
  }

  private String tables() {
    MarkdownTable table =
        new MarkdownTable("table, last run", "rows", "bytes a row", "files", "commits");
    for (TableSize of : last().tables()) {
      table.row(
          of.table(),
          number(of.rows()),
          number(of.rows() == 0 ? Double.NaN : (double) of.bytes() / of.rows()),
          number(of.files()),
          number(of.version()));
    }
    return table.toString();
  }

  private String topics() {
    MarkdownTable table =
        new MarkdownTable("topic, last run", "records an event", "bytes an event");
    for (Map.Entry<String, Volume> topic : new TreeMap<>(last().volumes().byTopic()).entrySet()) {
      table.row(
          topic.getKey(),
          number((double) topic.getValue().records() / options.events()),
          number((double) topic.getValue().bytes() / options.events()));
    }
    return table.toString();
  }

  private String windows() {
    MarkdownTable table = new MarkdownTable("windows closed, last run", "number");
    new TreeMap<>(last().windows())
        .forEach((type, closed) -> table.row(type, number(closed.longValue())));
    return table.toString();
  }

  private PipelineRun last() {
    return runs.get(runs.size() - 1);
  }
}
