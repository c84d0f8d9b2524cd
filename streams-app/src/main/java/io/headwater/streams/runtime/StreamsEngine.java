package io.headwater.streams.runtime;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;

/** Kafka Streams, from its start to its end, and what must end with it. */
final class StreamsEngine {

  private final KafkaStreams streams;
  private final RocksDbMemory memory;
  private final ThreadFailureHandler failures;
  private final KafkaStreamsMetrics metrics;
  private final StateMeters state;

  private StreamsEngine(
      KafkaStreams streams,
      RocksDbMemory memory,
      ThreadFailureHandler failures,
      KafkaStreamsMetrics metrics,
      StateMeters state) {
    this.streams = streams;
    this.memory = memory;
    this.failures = failures;
    this.metrics = metrics;
    this.state = state;
  }

  /**
   * Starts the stream and does not wait until it runs.
   *
   * @throws StreamsException when it cannot start, for example because another process uses its
   *     state directory
   */
  static StreamsEngine start(
      Topology topology,
      Map<String, Object> config,
      RocksDbMemory memory,
      ThreadFailureHandler failures,
      StreamsWatch watch,
      RestoreProgress restore,
      StreamMeters meters) {
    KafkaStreams streams = make(topology, config, memory);
    meters.state().show(memory);
    streams.setStateListener(
        (next, before) -> {
          watch.onChange(next, before);
          if (next == State.RUNNING) {
            restore.over();
            meters.state().look(streams.metrics().values());
          } else if (next == State.REBALANCING) {
            // Before any task is closed: what is closed is not asked for its size
            meters.state().forget();
          }
        });
    streams.setGlobalStateRestoreListener(restore);
    streams.setUncaughtExceptionHandler(failures);
    StreamsEngine engine =
        new StreamsEngine(streams, memory, failures, meters.bind(streams), meters.state());
    streams.start();
    return engine;
  }

  private static KafkaStreams make(
      Topology topology, Map<String, Object> config, RocksDbMemory memory) {
    try {
      return new KafkaStreams(topology, new StreamsConfig(config));
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /** The threads and what each of them does. */
  Set<ThreadMetadata> threads() {
    return streams.metadataForLocalThreads();
  }

  /**
   * What each instance of the application does that has an address, as the last assignment of
   * partitions that this one got has it; none before the first, and none while the stream ends.
   */
  Collection<StreamsMetadata> instances() {
    try {
      return streams.metadataForAllStreamsClients();
    } catch (IllegalStateException ended) {
      return List.of();
    }
  }

  /**
   * Ends the stream: each task commits what it has done, and the group hears of it at once, unless
   * the place in the group is kept.
   *
   * @return false when it has not ended within the time; what was not committed is then done again
   *     by the next start
   */
  boolean close(Duration within, GroupMembershipOperation place) {
    failures.close();
    metrics.close();
    state.forget();
    boolean closed =
        streams.close(CloseOptions.timeout(within).withGroupMembershipOperation(place));
    if (closed) {
      memory.close();
    }
    return closed;
  }
}
