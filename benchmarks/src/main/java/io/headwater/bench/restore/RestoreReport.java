package io.headwater.bench.restore;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeMap;

/** All that was measured. */
record RestoreReport(Machine machine, RestoreOptions options, List<RestoreRun> runs) {

  private static final double MIB = 1 << 20;

  RestoreReport {
    runs = List.copyOf(runs);
  }

  /** The report for people. */
  String markdown() {
    return String.join("\n", heading(), times(), proofs());
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "# A stream that has lost its local state%n%n%s%n%n%,d events in %d partitions before the loss. Each run went on where it had stopped, as the last table shows. Settings of the stream: %s.%n",
        machine.sentence(),
        options.events(),
        options.partitions(),
        options.settings().isEmpty()
            ? "its defaults"
            : "its defaults, and " + new TreeMap<>(options.settings()));
  }

  private String times() {
    MarkdownTable table =
        new MarkdownTable(
            "sensors",
            "start of the process to running, s",
            "of it reading state back, s",
            "changelogs, MB",
            "records read back",
            "MB/s",
            "s a GB",
            "µs a sensor",
            "CPU s",
            "most memory resident, MiB");
    for (RestoreRun run : runs) {
      table.row(
          number((long) run.sensors()),
          number(run.figures().totalSeconds()),
          number(run.figures().restoreSeconds()),
          number(run.megabytes()),
          number(run.figures().restored()),
          number(run.megabytesPerSecond()),
          number(run.secondsPerGigabyte()),
          number(run.microsPerSensor()),
          number(run.cpuSeconds()),
          number(mib(run.peakResidentBytes())));
    }
    return table.toString();
  }

  private static double mib(OptionalLong bytes) {
    return bytes.isPresent() ? bytes.getAsLong() / MIB : Double.NaN;
  }

  private String proofs() {
    MarkdownTable table =
        new MarkdownTable(
            "sensors",
            "events in windows open across the loss",
            "events in windows in the end",
            "windows closed twice",
            "events sent afterwards",
            "accepted",
            "late");
    for (RestoreRun run : runs) {
      Continuation shown = run.continuation();
      table.row(
          number((long) run.sensors()),
          number(shown.openEvents()),
          number(shown.closedEvents()),
          number(shown.doubled()),
          number(shown.sent()),
          number(shown.accepted()),
          number(shown.late()));
    }
    return table.toString();
  }
}
