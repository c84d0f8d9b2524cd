package io.headwater.bench.drain;

import io.headwater.bench.load.Preload;
import io.headwater.bench.report.Machine;
import io.headwater.bench.rig.Backlog;
import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.DrainFigures;
import io.headwater.bench.rig.Meters;
import io.headwater.bench.rig.Progress;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.bench.rig.TopicVolumes;
import io.headwater.bench.rig.Workbench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Fills a topic once, and lets new streams drain it, one after the other. */
public final class Drain {

  private static final String EVENTS = "sensor-events";
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final DrainOptions options;
  private final Path dir;
  private final Consumer<String> news;

  /**
   * @param dir where it may make a directory of its own
   * @param news is told what happens, a line at a time
   */
  public Drain(DrainOptions options, Path dir, Consumer<String> news) {
    this.options = options;
    this.dir = dir;
    this.news = news;
  }

  /** Does all runs, on a broker of its own. */
  public DrainReport run() {
    Machine machine = Machine.here();
    try (Workbench workbench = Workbench.in(dir);
        Broker broker = Broker.start(workbench)) {
      broker.create(EVENTS, options.partitions());
      news.accept("Sending %,d events …".formatted(options.events()));
      long bytes =
          new Preload(broker.bootstrapServers(), EVENTS).send(options.load(), options.events());
      Backlog backlog = new Backlog(broker, EVENTS, options.events());
      List<DrainRun> runs = new ArrayList<>();
      for (int number = 1; number <= options.runs(); number++) {
        DrainRun run = drain(workbench, broker, backlog, "run" + number);
        runs.add(run);
        news.accept(
            "Run %d of %d: %,.0f events/s, %.2f µs of CPU an event"
                .formatted(
                    number,
                    options.runs(),
                    run.figures().warm().eventsPerSecond(),
                    run.figures().warm().cpuMicrosPerEvent()));
      }
      return new DrainReport(machine, options, bytes, runs);
    }
  }

  private DrainRun drain(Workbench workbench, Broker broker, Backlog backlog, String name) {
    TopicVolumes before = broker.volumes();
    DrainRun run;
    try (StreamProcess stream =
        StreamProcess.start(workbench, broker, name, backlog.topic(), options.settings())) {
      List<Progress> course = backlog.awaitDrained(stream);
      // Windows may still be closing that the last events have brought to their end
      broker.awaitQuiet(stream.aggregates(), QUIET);
      Meters meters = stream.meters();
      run =
          new DrainRun(
              DrainFigures.of(course),
              stream.peakResidentBytes(),
              DrainRun.Counts.of(meters),
              meters.windowsClosed(),
              broker.volumes().since(before).without(name + "-"));
    }
    broker.deleteTopics(name + "-");
    return run;
  }
}
