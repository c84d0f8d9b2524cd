package io.headwater.bench.drain;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import io.headwater.bench.report.Spread;
import io.headwater.bench.rig.TopicVolumes.Volume;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * All that was measured.
 *
 * @param payloadBytes of all events together
 */
public record DrainReport(
    Machine machine, DrainOptions options, long payloadBytes, List<DrainRun> runs) {

  private static final double MIB = 1 << 20;

  public DrainReport {
    runs = List.copyOf(runs);
  }

  /** The report for people. */
  String markdown() {
    return String.join("\n", heading(), figures(), volumes(), windows());
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "# Drain of %,d events%n%n%s%n%n%,d sensors in %,d locations, %d partitions, %.0f bytes an event; median of %d runs. Settings of the stream: %s.%n",
        options.events(),
        machine.sentence(),
        options.sensors(),
        options.locations(),
        options.partitions(),
        (double) payloadBytes / options.events(),
        runs.size(),
        options.settings().isEmpty()
            ? "its defaults"
            : "its defaults, and " + new TreeMap<>(options.settings()));
  }

  private String figures() {
    MarkdownTable table = new MarkdownTable("figure", "median", "lowest", "highest");
    row(table, "events/s, after the first 5 %", run -> run.figures().warm().eventsPerSecond());
    row(
        table,
        "events/s, from the first commit on",
        run -> run.figures().whole().eventsPerSecond());
    row(
        table,
        "stream, CPU µs an event, after the first 5 %",
        run -> run.figures().warm().cpuMicrosPerEvent());
    row(
        table,
        "stream, CPU µs an event, from the first commit on",
        run -> run.figures().whole().cpuMicrosPerEvent());
    row(
        table,
        "stream, CPU s in all, the start of its JVM included",
        run -> run.figures().processCpuSeconds());
    row(
        table,
        "broker, CPU µs an event, from the first commit on",
        run -> run.figures().whole().brokerCpuMicrosPerEvent());
    row(
        table,
        "stream, most memory resident, MiB",
        run ->
            run.peakResidentBytes().isPresent()
                ? run.peakResidentBytes().getAsLong() / MIB
                : Double.NaN);
    row(table, "start of the process to first commit, s", run -> run.figures().startSeconds());
    row(table, "events accepted", run -> run.counts().accepted());
    row(table, "events rejected", run -> run.counts().rejected());
    row(table, "events late", run -> run.counts().late());
    return table.toString();
  }

  private void row(MarkdownTable table, String name, ToDoubleFunction<DrainRun> figure) {
    Spread spread = Spread.of(runs.stream().mapToDouble(figure).boxed().toList());
    table.row(name, number(spread.median()), number(spread.min()), number(spread.max()));
  }

  /** Of the last run: volumes hardly differ. */
  private String volumes() {
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

  private DrainRun last() {
    return runs.get(runs.size() - 1);
  }
}
