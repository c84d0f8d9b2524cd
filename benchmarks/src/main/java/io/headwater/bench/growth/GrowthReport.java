package io.headwater.bench.growth;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.drain.DrainOptions;
import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that was measured.
 *
 * @param rows in the order they were measured in, those of a dimension one after the other
 */
record GrowthReport(Machine machine, GrowthOptions options, List<GrowthRow> rows) {

  private static final double MIB = 1 << 20;

  GrowthReport {
    rows = List.copyOf(rows);
  }

  /** The report for people. */
  String markdown() {
    return heading()
        + options.varied().stream()
            .map(varied -> "\n" + table(varied.dimension()))
            .collect(Collectors.joining());
  }

  private String heading() {
    DrainOptions usual = options.usual();
    return String.format(
        Locale.ROOT,
        "# Drains of %,d events, one thing varied at a time%n%n%s%n%nWhere it is not varied: %,d sensors in %,d locations, %d partitions. Each sensor sends once a second of event time. Median of %d runs; events/s and CPU after the first 5 %%. Settings of the stream: %s.%n",
        usual.events(),
        machine.sentence(),
        usual.sensors(),
        usual.locations(),
        usual.partitions(),
        usual.runs(),
        usual.settings().isEmpty()
            ? "its defaults"
            : "its defaults, and " + new TreeMap<>(usual.settings()));
  }

  private String table(Dimension dimension) {
    MarkdownTable table =
        new MarkdownTable(
            dimension.toString(),
            "events/s",
            "ratio",
            "CPU µs an event",
            "ratio",
            "most memory resident, MiB",
            "changelogs, bytes an event",
            "event time, s",
            "windows closed");
    List<GrowthRow> of = rows.stream().filter(row -> row.dimension() == dimension).toList();
    GrowthRow first = of.get(0);
    for (GrowthRow row : of) {
      table.row(
          number((long) row.value()),
          number(row.eventsPerSecond()),
          number(row.eventsPerSecond() / first.eventsPerSecond()),
          number(row.cpuMicrosPerEvent()),
          number(row.cpuMicrosPerEvent() / first.cpuMicrosPerEvent()),
          number(row.peakResidentBytes() / MIB),
          number(row.changelogBytesPerEvent()),
          number(row.secondsOfEventTime()),
          number(Math.round(row.windowsClosed())));
    }
    return table.toString();
  }
}
