package io.headwater.streams.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** What is measured about the running of the stream; the stages measure what is in it. */
final class StreamMeters {

  /** Of some hundred meters of Kafka's clients, for each thread, those that operators look at. */
  private static final List<String> OF_KAFKA =
      List.of(
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.client.state",
          "kafka.stream.thread.commit",
          "kafka.stream.thread.poll",
          "kafka.stream.thread.process",
          "kafka.stream.thread.punctuate",
          "kafka.stream.thread.task",
          "kafka.consumer.coordinator.rebalance",
          "kafka.consumer.fetch.manager.records.consumed",
          "kafka.consumer.fetch.manager.records.lag.max",
          "kafka.consumer.fetch.manager.fetch.throttle",
          "kafka.producer.record.error",
          "kafka.producer.record.send",
          "kafka.producer.produce.throttle",
          "kafka.producer.txn.commit");

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

  /** Keeps the number of time series small, however many threads and partitions there are. */
  static MeterFilter fewOfKafka() {
    return MeterFilter.deny(
        id ->
            id.getName().startsWith("kafka.")
                && OF_KAFKA.stream().noneMatch(id.getName()::startsWith));
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
