package io.headwater.bench.pipeline;

import io.headwater.bench.load.Preload;
import io.headwater.bench.report.Machine;
import io.headwater.bench.rig.Backlog;
import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.Meters;
import io.headwater.bench.rig.SinkProcess;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.bench.rig.TableSize;
import io.headwater.bench.rig.TopicVolumes;
import io.headwater.bench.rig.Workbench;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.streams.config.TimeSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Fills a topic once, and lets new streams and sinks get it into new tables, again and again. */
final class Pipeline {

  private static final String EVENTS = "sensor-events";

  /** Beyond any run: how many windows close must not depend on how long the sink takes. */
  private static final Map<String, String> NEVER_IDLE =
      Map.of("headwater.time.idle-timeout", "365d");

  private final PipelineOptions options;
  private final Path dir;
  private final Consumer<String> news;

  /**
   * @param dir where it may make a directory of its own
   * @param news is told what happens, a line at a time
   */
  Pipeline(PipelineOptions options, Path dir, Consumer<String> news) {
    this.options = options;
    this.dir = dir;
    this.news = news;
  }

  PipelineReport run() {
    Machine machine = Machine.here();
    try (Workbench workbench = Workbench.in(dir);
        Broker broker = Broker.start(workbench)) {
      broker.create(EVENTS, options.partitions());
      news.accept("Sending %,d events …".formatted(options.events()));
      long bytes =
          new Preload(broker.bootstrapServers(), EVENTS).send(options.load(), options.events());
      Proof proof =
          new Proof(
              options.events(),
              ClosedMinutes.of(
                  options.load(),
                  options.events(),
                  options.partitions(),
                  TimeSettings.defaults().watermarkDelay()));
      List<PipelineRun> runs = new ArrayList<>();
      for (int number = 1; number <= options.runs(); number++) {
        PipelineRun run = drain(workbench, broker, proof, "run" + number);
        runs.add(run);
        news.accept(
            "Run %d of %d: %,.0f events/s, %.2f µs of CPU an event; the tables hold what they must"
                .formatted(
                    number,
                    options.runs(),
                    run.figures().warm().eventsPerSecond(),
                    run.figures().warm().bothCpuMicros()));
      }
      return new PipelineReport(machine, options, bytes, runs);
    }
  }

  private PipelineRun drain(Workbench workbench, Broker broker, Proof proof, String name) {
    TopicSettings topics = StreamProcess.topics(name, EVENTS);
    // a sink that misses a topic asks for it again and again
    topics.outputs().forEach(topic -> broker.create(topic, options.partitions()));
    TopicVolumes before = broker.volumes();
    Map<String, String> forStream = new TreeMap<>(options.settings());
    forStream.putAll(NEVER_IDLE);
    PipelineRun run;
    try (StreamProcess stream = StreamProcess.start(workbench, broker, name, EVENTS, forStream);
        SinkProcess sink =
            SinkProcess.start(
                workbench, broker, name + "-sink", topics, SinkProcess.HEAP, options.settings())) {
      Backlog backlog = new Backlog(broker, EVENTS, options.events());
      List<Look> course = new PipelineWatch(broker, backlog, stream, sink).awaitEnd();
      Meters meters = stream.meters();
      PipelineRun.Child ofStream =
          new PipelineRun.Child(stream.jvmOptions(), stream.peakResidentBytes());
      PipelineRun.Child ofSink = new PipelineRun.Child(sink.jvmOptions(), sink.peakResidentBytes());
      stream.stop();
      sink.stop();
      run =
          new PipelineRun(
              PipelineFigures.of(course),
              ofStream,
              ofSink,
              proof.require(broker, stream, sink, windowsClosed(meters)),
              meters.windowsClosed(),
              broker.volumes().since(before).without(name + "-"),
              TableCatalog.of(topics).stream().map(table -> TableSize.of(sink, table)).toList());
    }
    broker.deleteTopics(name + "-");
    return run;
  }

  private static long windowsClosed(Meters meters) {
    return meters.windowsClosed().values().stream().mapToLong(Long::longValue).sum();
  }
}
