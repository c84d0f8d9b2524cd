package io.headwater.bench.latency;

import io.headwater.bench.load.LiveLoad;
import io.headwater.bench.load.Preload;
import io.headwater.bench.load.Schedule;
import io.headwater.bench.load.ScheduledSender;
import io.headwater.bench.load.SensorLoad;
import io.headwater.bench.report.Machine;
import io.headwater.bench.rig.Backlog;
import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.bench.rig.Waiting;
import io.headwater.bench.rig.Workbench;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sends live events to streams at a steady rate, and watches their results come out. */
final class Latency {

  private static final Duration LEAD = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(100);

  /** No result for so long after the last enriched event: all are out. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double NANOS_PER_MILLI = 1e6;

  private final LatencyOptions options;
  private final Path dir;
  private final InstantSource clock;
  private final Consumer<String> news;

  /**
   * @param dir where it may make a directory of its own
   * @param clock of this machine: events are of the time they are sent at
   * @param news is told what happens, a line at a time
   */
  Latency(LatencyOptions options, Path dir, InstantSource clock, Consumer<String> news) {
    this.options = options;
    this.dir = dir;
    this.clock = clock;
    this.news = news;
  }

  LatencyReport run() {
    Machine machine = Machine.here();
    List<LatencyRun> runs = new ArrayList<>();
    try (Workbench workbench = Workbench.in(dir);
        Broker broker = Broker.start(workbench)) {
      for (int rate : options.rates()) {
        for (int number = 1; number <= options.runs(); number++) {
          String name = "latency-%d-%d".formatted(rate, number);
          news.accept(
              "%s: %,d events/s of %,d sensors for %d s, after a warm-up of %d s …"
                  .formatted(
                      name,
                      rate,
                      options.sensors(),
                      options.measured().toSeconds(),
                      options.warmUp().toSeconds()));
          LatencyRun run = measure(workbench, broker, name, rate);
          broker.deleteTopics(name + "-");
          runs.add(run);
          news.accept(
              "%s: 99 %% of the anomalies within %.0f ms, of the opened alerts within %.0f ms"
                  .formatted(name, run.of(Result.ANOMALY).p99(), run.of(Result.OPENED).p99()));
        }
      }
    }
    return new LatencyReport(machine, options, runs);
  }

  private LatencyRun measure(Workbench workbench, Broker broker, String name, int rate) {
    String events = name + "-sensor-events";
    broker.create(events, options.partitions());
    SensorLoad sensors = sensors();
    // Each sensor once: a stream that has done it is up, and knows them all
    new Preload(broker.bootstrapServers(), events).send(sensors, options.sensors());
    try (StreamProcess stream =
        StreamProcess.start(workbench, broker, name, events, options.settings())) {
      new Backlog(broker, events, options.sensors()).awaitDrained(stream);
      try (TableSide tables = tables(workbench, broker, stream)) {
        return watch(broker, stream, tables, events, new LiveLoad(sensors), rate);
      }
    }
  }

  private TableSide tables(Workbench workbench, Broker broker, StreamProcess stream) {
    return options.isWithSink()
        ? SinkSide.start(workbench, broker, stream, options.settings(), options.sensors())
        : TableSide.NONE;
  }

  private SensorLoad sensors() {
    Duration round = Duration.ofSeconds(2);
    return new SensorLoad(
        options.sensors(), options.locations(), clock.instant().minus(round), round);
  }

  private LatencyRun watch(
      Broker broker,
      StreamProcess stream,
      TableSide tables,
      String events,
      LiveLoad load,
      int rate) {
    long start = System.nanoTime() + LEAD.toNanos();
    Schedule schedule =
        new Schedule(clock.instant().plus(LEAD), rate, options.warmUp(), options.measured());
    ResultLatencies latencies = new ResultLatencies(schedule, tables.watch(schedule, start));
    Busy busy = new Busy(stream, broker, tables);
    try (ResultReader reader =
        new ResultReader(broker.bootstrapServers(), stream, latencies, start)) {
      Duration behind =
          new ScheduledSender(broker.bootstrapServers(), events, schedule, load)
              .send(start, busy::begin);
      Busy.Cores cores = busy.end();
      awaitAll(reader, stream, schedule.events());
      reader.finish();
      Map<Result, Percentiles> percentiles = latencies.percentiles();
      percentiles.putAll(tables.latencies());
      return new LatencyRun(
          rate,
          options.measured().toMillis() * rate / 1_000,
          behind.toNanos() / NANOS_PER_MILLI,
          cores.stream(),
          cores.broker(),
          cores.sink(),
          percentiles);
    }
  }

  private static void awaitAll(ResultReader reader, StreamProcess stream, long events) {
    Waiting.Deadline deadline = Waiting.deadline(PATIENCE);
    while (reader.enriched() < events || reader.quiet().compareTo(QUIET) < 0) {
      if (deadline.hasPassed()) {
        throw stream.failure(
            "let only %,d of %,d live events out within %d s"
                .formatted(reader.enriched(), events, PATIENCE.toSeconds()));
      }
      Waiting.pause(LOOK);
    }
  }
}
