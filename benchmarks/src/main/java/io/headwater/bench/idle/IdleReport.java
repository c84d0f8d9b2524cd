package io.headwater.bench.idle;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** All that was measured. */
record IdleReport(Machine machine, IdleOptions options, List<IdleRun> runs) {

  private static final double MIB = 1 << 20;
  private static final int PERCENT = 100;

  IdleReport {
    runs = List.copyOf(runs);
  }

  /** The report for people. */
  String markdown() {
    return String.join("\n", heading(), figures(), statuses());
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "# A demo with little to do%n%n%s%n%nBroker, simulated plant, stream and sink in one process: %,d sensors send %,d events/s. Measured for %d s, after a warm-up of %d s.%n",
        machine.sentence(),
        options.sensors(),
        options.rate(),
        options.measured().toSeconds(),
        options.warmUp().toSeconds());
  }

  private String figures() {
    MarkdownTable table =
        new MarkdownTable(
            "run",
            "CPU, % of one core",
            "memory resident at the end, MiB",
            "most memory resident, MiB");
    for (int run = 0; run < runs.size(); run++) {
      IdleRun of = runs.get(run);
      table.row(
          number(run + 1L),
          number(of.cores() * PERCENT),
          number(mib(of.lastResidentBytes())),
          number(mib(of.peakResidentBytes())));
    }
    return table.toString();
  }

  private static double mib(OptionalLong bytes) {
    return bytes.isPresent() ? bytes.getAsLong() / MIB : Double.NaN;
  }

  private String statuses() {
    StringBuilder text = new StringBuilder("What the demo told last:\n\n");
    runs.forEach(run -> text.append("    ").append(run.status()).append('\n'));
    return text.toString();
  }
}
