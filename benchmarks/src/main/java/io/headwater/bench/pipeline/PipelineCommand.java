package io.headwater.bench.pipeline;

import io.headwater.bench.rig.BenchArguments;
import io.headwater.bench.rig.SinkProcess;
import io.headwater.bench.rig.StreamArguments;
import io.headwater.quickstart.cli.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code bench pipeline}. */
@Command(
    name = "pipeline",
    description = {
      "Fills a topic, then lets stream and sink together get it into all five tables: events a"
          + " second, CPU an event, memory, bytes in each topic and table. Audits the tables.",
      "Prints a report in Markdown; docs/performance.md says how to read it.%n"
    },
    footer = {
      "",
      "Settings of both may be given too, such as --headwater.sink.flush-interval=2s;"
          + " HEADWATER_JAVA_OPTS adds options for their JVMs."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    abbreviateSynopsis = true,
    showDefaultValues = true,
    sortOptions = false)
public final class PipelineCommand implements Callable<Integer> {

  private static final long MOST_EVENTS = 10_000_000_000L;

  /** Besides the sink's: what windows there are decides what must be in them. */
  /** What the proof takes for granted. */
  private static final List<String> PROVEN =
      List.of("headwater.windows.", "headwater.kafka.input-keying", StreamArguments.EMIT_ENRICHED);

  @Option(names = "--events", paramLabel = "N", description = "Events in the backlog.")
  private long events = 3_000_000;

  @Option(names = "--sensors", paramLabel = "N", description = "Sensors that sent them.")
  private int sensors = 1_000;

  @Mixin private StreamArguments stream = new StreamArguments(20);

  @Mixin private BenchArguments bench = new BenchArguments(3);

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Override
  public Integer call() {
    bench.between("--events", events, MOST_EVENTS);
    bench.between("--sensors", sensors, BenchArguments.MOST_SENSORS);
    PipelineOptions options =
        new PipelineOptions(
            events,
            sensors,
            stream.locations(bench),
            stream.partitions(bench),
            bench.runs(),
            stream.settings(
                unmatched,
                bench,
                Stream.concat(SinkProcess.OWNED.stream(), PROVEN.stream()).toList()));
    PipelineReport report = new Pipeline(options, bench.dir(), bench::tell).run();
    bench.report(report, report.markdown());
    return 0;
  }
}
