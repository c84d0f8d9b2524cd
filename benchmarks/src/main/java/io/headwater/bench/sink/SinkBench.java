package io.headwater.bench.sink;

import io.headwater.bench.load.EnrichedLoad;
import io.headwater.bench.load.OtherOutputs;
import io.headwater.bench.load.Preload;
import io.headwater.bench.report.Machine;
import io.headwater.bench.rig.Backlog;
import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.EventsTable;
import io.headwater.bench.rig.Progress;
import io.headwater.bench.rig.SinkProcess;
import io.headwater.bench.rig.TableSize;
import io.headwater.bench.rig.Workbench;
import io.headwater.bench.sink.SinkOptions.Tables;
import io.headwater.model.EventTime;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Fills a topic once, and lets new sinks write it into new tables, one after the other. */
final class SinkBench {

  private static final TopicSettings TOPICS = TopicSettings.defaults();

  private final SinkOptions options;
  private final Path dir;
  private final Consumer<String> news;

  /**
   * @param dir where it may make a directory of its own
   * @param news is told what happens, a line at a time
   */
  SinkBench(SinkOptions options, Path dir, Consumer<String> news) {
    this.options = options;
    this.dir = dir;
    this.news = news;
  }

  SinkReport run() {
    Machine machine = Machine.here();
    try (Workbench workbench = Workbench.in(dir);
        Broker broker = Broker.start(workbench)) {
      // also those that stay empty: a sink that misses a topic asks for it again and again
      TOPICS.outputs().forEach(topic -> broker.create(topic, options.partitions()));
      news.accept("Sending %,d records …".formatted(options.records()));
      long bytes = send(broker);
      Backlog backlog = new Backlog(broker, TOPICS.enriched(), options.records());
      List<SinkRun> runs = new ArrayList<>();
      List<String> jvmOptions = new ArrayList<>();
      for (int number = 1; number <= options.runs(); number++) {
        try (SinkProcess sink =
            SinkProcess.start(
                workbench, broker, "run" + number, TOPICS, options.heap(), options.settings())) {
          SinkRun run = watch(sink, broker, backlog);
          runs.add(run);
          jvmOptions = sink.jvmOptions();
          news.accept(
              "Run %d of %d: %,.0f rows/s, %.2f µs of CPU a row"
                  .formatted(
                      number,
                      options.runs(),
                      run.figures().warm().eventsPerSecond(),
                      run.figures().warm().cpuMicrosPerEvent()));
        }
      }
      return new SinkReport(machine, options, jvmOptions, bytes, runs);
    }
  }

  private long send(Broker broker) {
    EnrichedLoad load =
        new EnrichedLoad(
            options.load(), options.attributesBytes(), options.partitions(), TOPICS.enriched());
    if (options.tables() == Tables.ALL) {
      new OtherOutputs(EventTime.ofInstant(options.load().start()), options.attributesBytes())
          .byTopic(TOPICS)
          .forEach(
              (topic, records) ->
                  new Preload(broker.bootstrapServers(), topic).send(records, options.records()));
    }
    return new Preload(broker.bootstrapServers(), TOPICS.enriched())
        .send(load::record, options.records());
  }

  private SinkRun watch(SinkProcess sink, Broker broker, Backlog backlog) {
    List<Progress> course = backlog.awaitDrained(sink);
    if (options.tables() == Tables.ALL) {
      for (TableDefinition table : TableCatalog.of(TOPICS)) {
        new Backlog(broker, table.topic(), options.records()).awaitDrained(sink.of(table.name()));
      }
    }
    SinkRun run =
        SinkRun.of(course, sink.peakResidentBytes(), TableSize.of(sink, EventsTable.DEFINITION));
    if (run.table().rows() != options.records()) {
      throw new CommandFailure(
          "The topic has %,d records, but the table %,d rows: these figures are worth nothing."
              .formatted(options.records(), run.table().rows()),
          null);
    }
    return run;
  }
}
