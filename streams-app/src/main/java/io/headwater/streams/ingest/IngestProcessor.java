package io.headwater.streams.ingest;

import io.headwater.model.Origin;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.ingest.Decoded.Accepted;
import io.headwater.streams.ingest.Decoded.Rejected;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.state.PacedCommits;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;

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
  private final StreamsSettings settings;
  private final String beforeCommit;
  private final Ways ways;

  private ProcessorContext<byte[], Object> context;
  private PacedCommits commits;

  /**
   * The names of the two ways on.
   *
   * @param accepted the processor that takes events
   * @param rejected the sink that takes dead letters
   */
  public record Ways(String accepted, String rejected) {}

  private IngestProcessor(
      StreamsSettings settings,
      ArrivalRules rules,
      DeadLetters deadLetters,
      IngestMetrics metrics,
      String beforeCommit,
      Ways ways) {
    this.settings = settings;
    this.rules = rules;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.beforeCommit = beforeCommit;
    this.ways = ways;
  }

  /**
   * The stage, one processor a task.
   *
   * @param beforeCommit the name of the store that tells it of commits; it holds no data
   */
  public static ProcessorSupplier<byte[], byte[], byte[], Object> supplier(
      StreamsSettings settings, MeterRegistry registry, String beforeCommit, Ways ways) {
    ArrivalRules rules =
        new ArrivalRules(settings.time().maxAhead(), settings.kafka().inputKeying());
    Profile profile = settings.kafka().profile();
    DeadLetters deadLetters = new DeadLetters(DeadLetterLimit.bytes(profile));
    IngestMetrics metrics = new IngestMetrics(registry);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], Object> get() {
        return new IngestProcessor(settings, rules, deadLetters, metrics, beforeCommit, ways);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(BeforeCommit.builder(beforeCommit));
      }
    };
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
    commits = new PacedCommits(context, settings);
    context.<BeforeCommit>getStateStore(beforeCommit).run(commits::beforeCommit);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    commits.sent(record.timestamp());
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

  @Override
  public void close() {
    commits.close();
  }

  private Origin origin() {
    RecordMetadata metadata =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("an input record must have an origin"));
    return new Origin(metadata.topic(), metadata.partition(), metadata.offset());
  }
}
