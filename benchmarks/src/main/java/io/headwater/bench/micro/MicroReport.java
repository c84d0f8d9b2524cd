package io.headwater.bench.micro;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import java.util.List;
import java.util.Locale;

/** All that was measured. */
record MicroReport(
    Machine machine, MicroOptions options, List<String> jvmOptions, List<MicroResult> results) {

  MicroReport {
    jvmOptions = List.copyOf(jvmOptions);
    results = List.copyOf(results);
  }

  /** The report for people. */
  String markdown() {
    return String.format(
        Locale.ROOT,
        "# What single steps cost%n%n%s%n%nJVMs for each: %d, with %s. Iterations in each: %d of %d ms, after %d that do not count.%n%n%s",
        machine.sentence(),
        options.forks(),
        String.join(" ", jvmOptions),
        options.iterations(),
        options.time().toMillis(),
        options.warmUp(),
        table());
  }

  private MarkdownTable table() {
    MarkdownTable table =
        new MarkdownTable("step", "ns", "± ns (99.9 %)", "lowest, ns", "bytes allocated");
    for (MicroResult result : results) {
      table.row(
          result.name(),
          number(result.nanos()),
          number(result.error().orElse(Double.NaN)),
          number(result.lowest()),
          number(result.bytes().orElse(Double.NaN)));
    }
    return table;
  }
}
