package io.headwater.bench.soak;

import io.headwater.bench.load.LiveLoad;
import io.headwater.bench.load.Preload;
import io.headwater.bench.load.Schedule;
import io.headwater.bench.load.ScheduledSender;
import io.headwater.bench.load.SensorLoad;
import io.headwater.bench.report.Machine;
import io.headwater.bench.rig.Backlog;
import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.SinkProcess;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.bench.rig.Waiting;
import io.headwater.bench.rig.Workbench;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Sends live events at a steady rate, and looks at who works on them for as long. */
final class Soak {

  private static final String NAME = "soak";
  private static final String EVENTS = "sensor-events";
  private static final Duration LEAD = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final SoakOptions options;
  private final Path dir;
  private final InstantSource clock;
  private final Consumer<String> news;

  /**
   * @param dir where it may make a directory of its own
   * @param clock of this machine: events are of the time they are sent at
   * @param news is told what happens, a line at a time
   */
  Soak(SoakOptions options, Path dir, InstantSource clock, Consumer<String> news) {
    this.options = options;
    this.dir = dir;
    this.clock = clock;
    this.news = news;
  }

  SoakReport run() {
    Machine machine = Machine.here();
    try (Workbench workbench = Workbench.in(dir);
        Broker broker = Broker.start(workbench)) {
      broker.create(EVENTS, options.partitions());
      SensorLoad sensors = sensors();
      // Each sensor once: a stream that has done it is up, and knows them all
      new Preload(broker.bootstrapServers(), EVENTS).send(sensors, options.sensors());
      try (StreamProcess stream =
          StreamProcess.start(workbench, broker, NAME, EVENTS, options.settings())) {
        new Backlog(broker, EVENTS, options.sensors()).awaitDrained(stream);
        return switch (options.behindStream()) {
          case NOTHING -> {
            try (Watched watched = watched(broker, stream)) {
              yield soak(machine, broker, stream, sensors, List.of(watched));
            }
          }
          case SINK -> {
            try (SinkProcess sink = sink(workbench, broker, stream);
                Watched watchedStream = watched(broker, stream);
                Watched watchedSink = watched(broker, stream, sink)) {
              yield soak(machine, broker, stream, sensors, List.of(watchedStream, watchedSink));
            }
          }
        };
      }
    }
  }

  private SensorLoad sensors() {
    Duration round = Duration.ofSeconds(2);
    return new SensorLoad(
        options.sensors(), options.locations(), clock.instant().minus(round), round);
  }

  private SinkProcess sink(Workbench workbench, Broker broker, StreamProcess stream) {
    SinkProcess sink =
        SinkProcess.start(
            workbench,
            broker,
            NAME + "-sink",
            stream.topics(),
            SinkProcess.HEAP,
            options.settings());
    new Backlog(broker, stream.enriched(), options.sensors()).awaitDrained(sink);
    return sink;
  }

  private static Watched watched(Broker broker, StreamProcess stream) {
    return new Watched(
        "stream",
        stream::cpu,
        stream::residentBytes,
        () -> broker.lag(stream, EVENTS),
        stream.heap());
  }

  /** How far the sink is, is how far the table of events is. */
  private static Watched watched(Broker broker, StreamProcess stream, SinkProcess sink) {
    return new Watched(
        "sink",
        sink::cpu,
        sink::residentBytes,
        () -> broker.lag(sink, stream.enriched()),
        sink.heap());
  }

  private SoakReport soak(
      Machine machine,
      Broker broker,
      StreamProcess stream,
      SensorLoad sensors,
      List<Watched> processes) {
    news.accept(
        "%,d events/s of %,d sensors for %,d s …"
            .formatted(options.rate(), options.sensors(), options.time().toSeconds()));
    long start = System.nanoTime() + LEAD.toNanos();
    Schedule schedule = options.schedule(clock.instant().plus(LEAD));
    BackgroundSender sender =
        BackgroundSender.start(
            new ScheduledSender(broker.bootstrapServers(), EVENTS, schedule, new LiveLoad(sensors)),
            start);
    watch(processes, sender, start);
    Duration behind = sender.await();
    // Whoever did not keep up must not look as if he had
    new Backlog(broker, EVENTS, options.sensors() + schedule.events()).awaitDrained(stream);
    double seconds = options.time().toNanos() / NANOS_PER_SECOND;
    return new SoakReport(
        machine,
        options,
        schedule.events(),
        behind.toNanos() / NANOS_PER_MILLI,
        processes.stream().flatMap(each -> courses(each, seconds).stream()).toList());
  }

  private void watch(List<Watched> processes, BackgroundSender sender, long start) {
    long nextLook = start + options.look().toNanos();
    long nextCollection = start + options.collect().toNanos();
    while (!sender.hasEnded()) {
      long now = System.nanoTime();
      double seconds = (now - start) / NANOS_PER_SECOND;
      if (now - nextLook >= 0) {
        processes.forEach(each -> each.look(seconds));
        nextLook += options.look().toNanos();
      }
      if (now - nextCollection >= 0) {
        processes.forEach(each -> each.collect(seconds));
        nextCollection += options.collect().toNanos();
      }
      Waiting.pause(PAUSE);
    }
  }

  private static List<SoakReport.Course> courses(Watched process, double seconds) {
    return Arrays.stream(Figure.values())
        .filter(figure -> !process.of(figure).isEmpty())
        .map(
            figure ->
                new SoakReport.Course(
                    process.name(),
                    figure,
                    Trend.of(process.of(figure), seconds),
                    process.of(figure)))
        .toList();
  }
}
