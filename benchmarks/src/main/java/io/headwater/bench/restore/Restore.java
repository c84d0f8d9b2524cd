package io.headwater.bench.restore;

import io.headwater.bench.load.Preload;
import io.headwater.bench.report.Machine;
import io.headwater.bench.rig.Backlog;
import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.bench.rig.TopicVolumes;
import io.headwater.bench.rig.Volumes;
import io.headwater.bench.rig.Workbench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Lets streams drain a backlog, takes their local state away, and watches them come back. */
final class Restore {

  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final double NANOS_PER_SECOND = 1e9;

  /** Beyond any run: windows that are open at the loss must still be open after it. */
  private static final Map<String, String> NEVER_IDLE =
      Map.of("headwater.time.idle-timeout", "365d");

  private final RestoreOptions options;
  private final Path dir;
  private final Consumer<String> news;

  /**
   * @param dir where it may make a directory of its own
   * @param news is told what happens, a line at a time
   */
  Restore(RestoreOptions options, Path dir, Consumer<String> news) {
    this.options = options;
    this.dir = dir;
    this.news = news;
  }

  RestoreReport run() {
    Machine machine = Machine.here();
    List<RestoreRun> runs = new ArrayList<>();
    try (Workbench workbench = Workbench.in(dir);
        Broker broker = Broker.start(workbench)) {
      for (int sensors : options.sensors()) {
        for (int number = 1; number <= options.runs(); number++) {
          String name = "restore-%d-%d".formatted(sensors, number);
          news.accept("%s: %,d events of %,d sensors …".formatted(name, options.events(), sensors));
          RestoreRun run = lose(workbench, broker, name, sensors);
          broker.deleteTopics(name + "-");
          runs.add(run);
          news.accept(
              "%s: %.1f MB of changelogs, back after %.1f s, of which %.1f s read state"
                  .formatted(
                      name,
                      run.megabytes(),
                      run.figures().totalSeconds(),
                      run.figures().restoreSeconds()));
        }
      }
    }
    return new RestoreReport(machine, options, runs);
  }

  private RestoreRun lose(Workbench workbench, Broker broker, String name, int sensors) {
    String events = name + "-sensor-events";
    broker.create(events, options.partitions());
    Preload preload = new Preload(broker.bootstrapServers(), events);
    preload.send(options.load(sensors), options.events());
    // Leaving it deletes the state
    try (StreamProcess stream = start(workbench, broker, name, events)) {
      new Backlog(broker, events, options.events()).awaitDrained(stream);
      broker.awaitQuiet(stream.aggregates(), QUIET);
    }
    String aggregates = StreamProcess.topics(name, events).aggregates();
    MinuteCounts before = MinuteCounts.read(broker.bootstrapServers(), aggregates);
    long changelogs = changelogBytes(broker.volumes(), name);
    try (StreamProcess stream = start(workbench, broker, name, events)) {
      RestoreFigures figures = RestoreFigures.of(RestoreWatch.awaitReady(stream));
      double cpuSeconds = stream.cpu().toNanos() / NANOS_PER_SECOND;
      OptionalLong peakResidentBytes = stream.peakResidentBytes();
      preload.send(options.after(sensors), sensors);
      new Backlog(broker, events, options.events() + sensors).awaitDrained(stream);
      broker.awaitQuiet(aggregates, QUIET);
      Continuation continuation =
          Continuation.of(
              sensors,
              stream.meters(),
              before,
              MinuteCounts.read(broker.bootstrapServers(), aggregates),
              options.events());
      continuation.require(options.events(), figures);
      return new RestoreRun(
          sensors, figures, changelogs, cpuSeconds, peakResidentBytes, continuation);
    }
  }

  private StreamProcess start(Workbench workbench, Broker broker, String name, String events) {
    Map<String, String> settings = new TreeMap<>(options.settings());
    settings.putAll(NEVER_IDLE);
    return StreamProcess.start(workbench, broker, name, events, settings);
  }

  /** Of one stream: those of others may be there as long as the broker deletes them. */
  private static long changelogBytes(TopicVolumes all, String name) {
    return Volumes.bytes(all.of(name + "-"), Volumes.Kind.CHANGELOGS);
  }
}
