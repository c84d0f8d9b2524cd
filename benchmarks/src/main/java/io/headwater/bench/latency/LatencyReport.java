package io.headwater.bench.latency;

import static io.headwater.bench.report.MarkdownTable.number;

import io.headwater.bench.load.ScheduledSender;
import io.headwater.bench.report.Machine;
import io.headwater.bench.report.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that was measured. */
record LatencyReport(Machine machine, LatencyOptions options, List<LatencyRun> runs) {

  LatencyReport {
    runs = List.copyOf(runs);
  }

  /** The report for people. */
  String markdown() {
    return String.join("\n", heading(), latencies(), load());
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "# From an event to its results%n%n%s%n%n%s events/s of %,d sensors at %,d locations in %d partitions, for %d s after a warm-up of %d s. From the moment an event was due to be sent until a reader of committed records had its result; the producer lets a record wait for others for %d ms. Settings: %s.%n",
        machine.sentence(),
        options.rates().stream()
            .map(rate -> number(rate.longValue()))
            .collect(Collectors.joining(", then ")),
        options.sensors(),
        options.locations(),
        options.partitions(),
        options.measured().toSeconds(),
        options.warmUp().toSeconds(),
        ScheduledSender.LINGER.toMillis(),
        options.settings().isEmpty()
            ? "the defaults"
            : "the defaults, and " + new TreeMap<>(options.settings()));
  }

  private String latencies() {
    MarkdownTable table =
        new MarkdownTable(
            "event to", "run", "events/s", "results", "p50 ms", "p90", "p99", "p99.9", "max");
    for (Result result : options.results()) {
      for (int run = 0; run < runs.size(); run++) {
        Percentiles took = runs.get(run).of(result);
        table.row(
            result.words(),
            number(run + 1L),
            number((long) runs.get(run).rate()),
            number(took.count()),
            measured(took, took.p50()),
            measured(took, took.p90()),
            measured(took, took.p99()),
            measured(took, took.p999()),
            measured(took, took.max()));
      }
    }
    return table.toString();
  }

  private static String measured(Percentiles of, double millis) {
    return number(of.count() == 0 ? Double.NaN : millis);
  }

  private String load() {
    MarkdownTable table =
        new MarkdownTable(
            "run",
            "events/s",
            "events sent",
            "sender behind, at most, ms",
            "stream, cores",
            "broker, cores",
            "sink, cores");
    for (int run = 0; run < runs.size(); run++) {
      LatencyRun of = runs.get(run);
      table.row(
          number(run + 1L),
          number((long) of.rate()),
          number(of.sent()),
          number(of.behindMs()),
          number(of.streamCores()),
          number(of.brokerCores()),
          number(options.isWithSink() ? of.sinkCores() : Double.NaN));
    }
    return table.toString();
  }
}
