package io.headwater.bench.closing;

import io.headwater.bench.load.Preload;
import io.headwater.bench.report.Machine;
import io.headwater.bench.rig.Backlog;
import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.bench.rig.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brings streams to where all windows of a boundary are about to close, and watches live events
 * while they do.
 */
final class Closing {

  private final ClosingOptions options;
  private final Path dir;
  private final Consumer<String> news;

  /**
   * @param dir where it may make a directory of its own
   * @param news is told what happens, a line at a time
   */
  Closing(ClosingOptions options, Path dir, Consumer<String> news) {
    this.options = options;
    this.dir = dir;
    this.news = news;
  }

  ClosingReport run() {
    Machine machine = Machine.here();
    List<ClosingRun> runs = new ArrayList<>();
    try (Workbench workbench = Workbench.in(dir);
        Broker broker = Broker.start(workbench)) {
      for (int sensors : options.sensors()) {
        for (Boundary boundary : options.boundaries()) {
          for (int number = 1; number <= options.runs(); number++) {
            String name = "closing-%d-%s-%d".formatted(sensors, boundary, number);
            news.accept(
                "%s: %,d events of %,d sensors up to the full %s …"
                    .formatted(name, options.events(sensors), sensors, boundary));
            ClosingRun run = close(workbench, broker, name, sensors, boundary);
            runs.add(run);
            news.accept(
                "%s: %,d windows closed in %.1f s; live events took %.0f ms at most, %.0f ms before"
                    .formatted(
                        name,
                        run.windowsClosed(),
                        run.closingSeconds(),
                        run.during().max(),
                        run.before().max()));
          }
        }
      }
    }
    return new ClosingReport(machine, options, runs);
  }

  private ClosingRun close(
      Workbench workbench, Broker broker, String name, int sensors, Boundary boundary) {
    String events = name + "-sensor-events";
    broker.create(events, options.partitions());
    new Preload(broker.bootstrapServers(), events)
        .send(options.load(sensors, boundary), options.events(sensors));
    Backlog backlog = new Backlog(broker, events, options.events(sensors));
    ClosingRun run;
    try (StreamProcess stream = StreamProcess.start(workbench, broker, name, events, settings())) {
      backlog.awaitDrained(stream);
      run =
          new ClosingWatch(broker, stream, events)
              .watch(sensors, boundary, new ProbePlan(boundary.instant(), options.partitions()));
    }
    broker.deleteTopics(name + "-");
    return run;
  }

  /**
   * Nothing may be idle while the probe gets ready, and maxima must not reach back to the drain.
   */
  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(options.settings());
    settings.put("headwater.time.watermark-delay", ProbePlan.WATERMARK_DELAY.toSeconds() + "s");
    settings.put("headwater.time.idle-timeout", "10m");
    settings.put(
        "headwater.kafka.properties.metrics.sample.window.ms",
        Long.toString(ClosingWatch.METER_WINDOW.toMillis()));
    return settings;
  }
}
