package io.headwater.streams.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** What is measured about the running of the stream; the stages measure what is in it. */
final class StreamMeters {

  private final MeterRegistry registry;
  private final Counter replaced;
  private final StateMeters state;

  StreamMeters(MeterRegistry registry, StateMeters state) {
    this.registry = registry;
    this.state = state;
    this.replaced =
        Counter.builder("headwater.stream.threads.replaced")
            .description("Stream threads that ended because of the broker and were replaced")
            .register(registry);
  }

  /** What is measured about the local state. */
  StateMeters state() {
    return state;
  }

  void threadReplaced() {
    replaced.increment();
  }

  /** Shows how the stream is and how far it is behind. */
  void show(StreamsProgress progress) {
    Gauge.builder("headwater.stream.ready", progress, p -> p.isReady() ? 1 : 0)
        .description("1 while the stream runs and Kafka answers")
        .register(registry);
    Gauge.builder("headwater.stream.input.lag", progress, p -> p.inputLag().orElse(-1))
        .description("Input records of all partitions that wait to be read; -1 when not known")
        .register(registry);
  }

  /**
   * Adds Kafka Streams' own metrics.
   *
   * @return to be closed before the stream is
   */
  KafkaStreamsMetrics bind(KafkaStreams streams) {
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams, List.of());
    metrics.bindTo(registry);
    return metrics;
  }
}
