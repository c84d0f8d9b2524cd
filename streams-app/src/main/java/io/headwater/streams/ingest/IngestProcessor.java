package io.headwater.streams.ingest;

import io.headwater.model.Origin;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.ingest.Decoded.Accepted;
import io.headwater.streams.ingest.Decoded.Rejected;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Sends each input record one of two ways: as a {@link io.headwater.model.SensorEvent} on, or as a
 * {@link io.headwater.model.RejectedEvent} to the dead letters. The input's headers go with the
 * dead letter and nowhere else.
 */
public final class IngestProcessor implements Processor<byte[], byte[], byte[], Object> {

  private final EventDecoder decoder = new EventDecoder();
  private final ArrivalRules rules;
  private final DeadLetters deadLetters;
  private final IngestMetrics metrics;
  private final Ways ways;

  private ProcessorContext<byte[], Object> context;

  /**
   * The names of the two ways on.
   *
   * @param accepted the processor that takes events
   * @param rejected the sink that takes dead letters
   */
  public record Ways(String accepted, String rejected) {}

  private IngestProcessor(
      ArrivalRules rules, DeadLetters deadLetters, IngestMetrics metrics, Ways ways) {
    this.rules = rules;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.ways = ways;
  }

  /** The stage, one processor a task. */
  public static ProcessorSupplier<byte[], byte[], byte[], Object> supplier(
      StreamsSettings settings, MeterRegistry registry, Ways ways) {
    ArrivalRules rules =
        new ArrivalRules(settings.time().maxAhead(), settings.kafka().inputKeying());
    Profile profile = settings.kafka().profile();
    DeadLetters deadLetters = new DeadLetters(DeadLetterLimit.bytes(profile));
    IngestMetrics metrics = new IngestMetrics(registry);
    return () -> new IngestProcessor(rules, deadLetters, metrics, ways);
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Decoded decoded = decoder.decode(record.value());
    if (decoded instanceof Accepted accepted) {
      decoded = rules.check(accepted.event(), record.key(), context.currentSystemTimeMs());
    }
    if (decoded instanceof Accepted accepted) {
      metrics.accepted();
      // a new record: without the headers
      context.forward(
          new Record<>(record.key(), accepted.event(), record.timestamp()), ways.accepted());
    } else if (decoded instanceof Rejected rejected) {
      metrics.rejected(rejected.reason());
      context.forward(deadLetters.of(rejected, record, origin()), ways.rejected());
    }
  }

  private Origin origin() {
    RecordMetadata metadata =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("an input record must have an origin"));
    return new Origin(metadata.topic(), metadata.partition(), metadata.offset());
  }
}
