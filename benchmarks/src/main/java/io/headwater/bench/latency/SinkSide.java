package io.headwater.bench.latency;

import io.headwater.bench.load.Schedule;
import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.SinkProcess;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.bench.rig.TableFollower;
import io.headwater.bench.rig.Waiting;
import io.headwater.bench.rig.Workbench;
import io.headwater.sink.config.TableCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A sink that writes all tables, of which that of the events is watched. For use by one thread. */
final class SinkSide implements TableSide {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final SinkProcess sink;
  private final List<TopicPartition> partitions;
  private final TableFollower table;
  private @Nullable RowLatencies latencies;
  private @Nullable RowWatch watch;

  private SinkSide(SinkProcess sink, List<TopicPartition> partitions) {
    this.sink = sink;
    this.partitions = partitions;
    this.table = sink.follow(TableCatalog.EVENTS);
  }

  /**
   * Starts a sink, and returns when it has written everything that the stream has until now.
   *
   * @param settings that differ from the defaults
   * @param events that the stream has enriched
   */
  static SinkSide start(
      Workbench workbench,
      Broker broker,
      StreamProcess stream,
      Map<String, String> settings,
      long events) {
    SinkProcess sink =
        SinkProcess.start(
            workbench,
            broker,
            stream.name() + "-sink",
            stream.topics(),
            SinkProcess.HEAP,
            settings);
    SinkSide side =
        new SinkSide(sink, List.copyOf(broker.ends(List.of(stream.enriched())).keySet()));
    side.awaitRows(events);
    return side;
  }

  private void awaitRows(long rows) {
    Waiting.Deadline deadline = Waiting.deadline(PATIENCE);
    while (table.rows() < rows) {
      if (deadline.hasPassed()) {
        throw sink.failure(
            "has written only %,d of %,d rows within %d s"
                .formatted(table.rows(), rows, PATIENCE.toSeconds()));
      }
      Waiting.pause(LOOK);
      table.look();
      sink.cpu(); // fails when it has ended
    }
  }

  @Override
  public SampleListener watch(Schedule schedule, long start) {
    RowLatencies rows = new RowLatencies(schedule);
    latencies = rows;
    watch = new RowWatch(table, partitions, rows, start);
    return rows;
  }

  @Override
  public Duration cpu() {
    return sink.cpu();
  }

  @Override
  public Map<Result, Percentiles> latencies() {
    if (latencies == null || watch == null) {
      throw new IllegalStateException("not watched yet");
    }
    Waiting.Deadline deadline = Waiting.deadline(PATIENCE);
    while (latencies.waiting() > 0) {
      watch.requireAlive();
      if (deadline.hasPassed()) {
        throw sink.failure(
            "has made no rows of %,d events within %d s"
                .formatted(latencies.waiting(), PATIENCE.toSeconds()));
      }
      Waiting.pause(LOOK);
    }
    return Map.of(Result.ROW, latencies.percentiles());
  }

  /** Stops the sink and deletes its tables. */
  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    sink.close();
  }
}
