package io.headwater.bench.pipeline;

import io.headwater.bench.rig.Backlog;
import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.SinkProcess;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.bench.rig.TableFollower;
import io.headwater.bench.rig.Waiting;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Looks at a stream and a sink until the sink has everything that the stream wrote. */
final class PipelineWatch {

  private static final Duration LOOK = Duration.ofMillis(100);

  /** Windows that the last events have brought to their end may close a moment later. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

  private final Broker broker;
  private final Backlog backlog;
  private final StreamProcess stream;
  private final SinkProcess sink;
  private final Map<String, TableFollower> tables = new LinkedHashMap<>();

  /** What moves as long as somebody works. */
  private record State(long streamed, Map<TopicPartition, Long> ends, long rows) {}

  PipelineWatch(Broker broker, Backlog backlog, StreamProcess stream, SinkProcess sink) {
    this.broker = broker;
    this.backlog = backlog;
    this.stream = stream;
    this.sink = sink;
    for (TableDefinition table : TableCatalog.of(stream.topics())) {
      tables.put(table.topic(), sink.follow(table.name()));
    }
  }

  /**
   * Waits until all results of all events are in the tables, and no more come.
   *
   * @return how they got on, from about when both were started
   */
  List<Look> awaitEnd() {
    long start = System.nanoTime();
    long lastMove = start;
    State before = null;
    List<Look> course = new ArrayList<>();
    while (true) {
      Backlog.Position position = backlog.position(stream);
      State now = new State(position.committed(), broker.ends(tables.keySet()), rows());
      long nanos = System.nanoTime();
      course.add(new Look(Duration.ofNanos(nanos - start), now.streamed(), now.rows(), cpu()));
      if (!now.equals(before)) {
        before = now;
        lastMove = nanos;
      }
      Duration still = Duration.ofNanos(nanos - lastMove);
      long missing = missing(now.ends());
      if (position.isDrained() && missing == 0 && still.compareTo(QUIET) >= 0) {
        return List.copyOf(course);
      }
      if (still.compareTo(LONGEST_STANDSTILL) > 0) {
        throw position.isDrained()
            ? sink.failure("has stood still %,d offsets behind the stream".formatted(missing))
            : stream.failure(
                "has stood still at %,d of %,d events"
                    .formatted(position.committed(), backlog.events()));
      }
      Waiting.pause(LOOK);
    }
  }

  private long rows() {
    return tables.values().stream()
        .mapToLong(
            table -> {
              table.look();
              return table.rows();
            })
        .sum();
  }

  private Look.Cpu cpu() {
    return new Look.Cpu(stream.cpu(), sink.cpu(), broker.cpu());
  }

  /** Offsets that the tables have not passed yet, those of transaction markers among them. */
  private long missing(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(
            end ->
                Math.max(0, end.getValue() - tables.get(end.getKey().topic()).next(end.getKey())))
        .sum();
  }
}
