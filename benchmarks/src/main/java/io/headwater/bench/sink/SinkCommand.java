package io.headwater.bench.sink;

import io.headwater.bench.rig.BenchArguments;
import io.headwater.bench.rig.SinkProcess;
import io.headwater.quickstart.cli.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code bench sink}. */
@Command(
    name = "sink",
    description = {
      "Fills the topic of enriched events, then lets the sink write them into its table: rows a"
          + " second, CPU a row, bytes a row on disk, files, memory.",
      "Prints a report in Markdown; docs/performance.md says how to read it.%n"
    },
    footer = {
      "",
      "Settings of the sink may be given too, such as --headwater.sink.flush-rows=100000;"
          + " HEADWATER_JAVA_OPTS adds options for its JVM."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    sortOptions = false)
public final class SinkCommand implements Callable<Integer> {

  private static final long MOST_RECORDS = 10_000_000_000L;
  private static final int MOST_PARTITIONS = 1_000;
  private static final int MOST_ATTRIBUTES = 200_000;

  @Option(names = "--records", paramLabel = "N", description = "Records in the topic.")
  private long records = 5_000_000;

  @Option(names = "--sensors", paramLabel = "N", description = "Sensors they are of.")
  private int sensors = 1_000;

  @Option(
      names = "--attributes",
      paramLabel = "BYTES",
      description = "Of each event beyond the fields of the contract; they compress badly.")
  private int attributes;

  @Option(
      names = "--tables",
      paramLabel = "TABLES",
      description =
          "Which get anything: ${COMPLETION-CANDIDATES}. All get as many records of about the size"
              + " of --attributes; the figures are those of the table of events.")
  private SinkOptions.Tables tables = SinkOptions.Tables.EVENTS;

  @Option(names = "--partitions", paramLabel = "N", description = "Of the topic.")
  private int partitions = 4;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Of the sink's JVM, as -Xmx takes it.")
  private String heap = SinkProcess.HEAP;

  @Mixin private BenchArguments bench = new BenchArguments(3);

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Override
  public Integer call() {
    SinkOptions options =
        new SinkOptions(
            bench.between("--records", records, MOST_RECORDS),
            (int) bench.between("--sensors", sensors, BenchArguments.MOST_SENSORS),
            attributes(),
            tables,
            (int) bench.between("--partitions", partitions, MOST_PARTITIONS),
            heap(),
            bench.runs(),
            bench.settings(unmatched, SinkProcess.OWNED));
    SinkReport report = new SinkBench(options, bench.dir(), bench::tell).run();
    bench.report(report, report.markdown());
    return 0;
  }

  private int attributes() {
    if (attributes < 0 || attributes > MOST_ATTRIBUTES) {
      throw bench.outside("--attributes", "between 0 and " + MOST_ATTRIBUTES);
    }
    return attributes;
  }

  private String heap() {
    if (!heap.matches("[1-9]\\d*[kKmMgG]?")) {
      throw bench.outside("--heap", "in what -Xmx takes, such as 512m or 2g");
    }
    return heap;
  }
}
