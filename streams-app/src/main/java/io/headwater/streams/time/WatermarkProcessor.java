package io.headwater.streams.time;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.state.BeforeCommit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Gives each event the time it is judged by: its input partition's watermark, and the verdict
 * whether it missed the first of its windows to end; that is for {@link GatherProcessor} to say
 * where a sensor's events may be in any partition. A task reads one input partition, so it keeps
 * one watermark; it is saved with each commit, so that a restart comes to the same verdicts.
 *
 * <p>Tells when the partition falls idle, when its time goes on without events, and when there is
 * something to read again.
 */
public final class WatermarkProcessor implements Processor<byte[], SensorEvent, byte[], Timed> {

  private static final Duration IDLE_CHECK = Duration.ofSeconds(1);

  private final TimeSettings settings;
  private final LateVerdict verdict;
  private final PartitionProgress progress;
  private final TimeMetrics metrics;
  private final StoreNames names;

  private ProcessorContext<byte[], Timed> context;
  private KeyValueStore<Integer, Long> store;
  private int partition;
  private Watermark watermark;
  private long saved;
  private IdlePartition idle;
  private @Nullable Activity told;
  private PartitionMeters shown;
  private LatencySamples latency;

  /**
   * The names of what the stage keeps.
   *
   * @param watermarks where each partition stands
   * @param beforeCommit what saves it; holds no data
   */
  public record StoreNames(String watermarks, String beforeCommit) {}

  private WatermarkProcessor(
      TimeSettings settings,
      LateVerdict verdict,
      PartitionProgress progress,
      TimeMetrics metrics,
      StoreNames names) {
    this.settings = settings;
    this.verdict = verdict;
    this.progress = progress;
    this.metrics = metrics;
    this.names = names;
  }

  /** The stage, one processor a task. */
  public static ProcessorSupplier<byte[], SensorEvent, byte[], Timed> supplier(
      StreamsSettings settings,
      PartitionProgress progress,
      MeterRegistry registry,
      StoreNames names) {
    TimeMetrics metrics = new TimeMetrics(registry);
    LateVerdict verdict =
        settings.kafka().inputKeying() == InputKeying.BY_SENSOR
            ? LateVerdict.counted(new EarliestWindow(settings.windows().aligned()), metrics)
            : LateVerdict.deferred();
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], SensorEvent, byte[], Timed> get() {
        return new WatermarkProcessor(settings.time(), verdict, progress, metrics, names);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(names.watermarks()),
                    Serdes.Integer(),
                    Serdes.Long())
                .withCachingDisabled(),
            BeforeCommit.builder(names.beforeCommit()));
      }
    };
  }

  /** Also called when a task whose transaction was aborted begins again with this processor. */
  @Override
  public void init(ProcessorContext<byte[], Timed> context) {
    this.context = context;
    partition = context.taskId().partition();
    store = context.getStateStore(names.watermarks());
    Long before = store.get(partition);
    saved = before == null ? Watermark.NONE : before;
    watermark = new Watermark(settings.watermarkDelay(), saved);
    idle =
        before == null
            ? IdlePartition.withoutEvents(settings.idleTimeout(), now())
            : IdlePartition.withEvents(settings.idleTimeout(), now());
    told = null;
    shown = metrics.ofPartition(partition);
    shown.watermark(saved);
    latency = metrics.samples();
    context.<BeforeCommit>getStateStore(names.beforeCommit()).run(this::save);
    context.schedule(IDLE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::hearTheBroker);
  }

  @Override
  public void process(Record<byte[], SensorEvent> record) {
    SensorEvent event = record.value();
    Origin origin = origin();
    long wallClock = context.currentSystemTimeMs();
    boolean late = verdict.isLate(event.eventTime(), watermark.current());
    watermark.observe(event.eventTime(), record.timestamp(), wallClock);
    shown.watermark(watermark.current());
    shown.read(event.eventTime(), wallClock);
    latency.read(record.timestamp(), wallClock);
    idle.eventRead(origin.offset(), now());
    told = Activity.ACTIVE;
    EnrichedEvent enriched =
        new EnrichedEvent(event, SensorReference.UNKNOWN, List.of(), late, origin);
    context.forward(
        record.withValue(new TimedEvent(enriched, watermark.current(), watermark.current())));
  }

  private void hearTheBroker(long wallClockMillis) {
    long before = watermark.current();
    watermark.moveOn(idle.advance(progress.latest(partition)));
    shown.watermark(watermark.current());
    Activity activity = idle.activity();
    if (activity != null && (activity != told || watermark.current() != before)) {
      told = activity;
      context.forward(new Record<>(null, mark(activity), wallClockMillis));
    }
  }

  private TimeMark mark(Activity activity) {
    return new TimeMark(
        watermark.current(),
        activity,
        activity == Activity.IDLE ? CloseReason.IDLE : CloseReason.WATERMARK);
  }

  private void save() {
    latency.committed(context.currentSystemTimeMs());
    if (watermark.current() != saved) {
      saved = watermark.current();
      store.put(partition, saved);
    }
  }

  private Origin origin() {
    RecordMetadata metadata =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("an event must come from a topic"));
    return new Origin(metadata.topic(), metadata.partition(), metadata.offset());
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  @Override
  public void close() {
    shown.close();
  }
}
