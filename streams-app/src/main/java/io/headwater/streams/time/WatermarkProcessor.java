package io.headwater.streams.time;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.streams.config.TimeSettings;
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

/**
 * Gives each event the time it is judged by: its input partition's watermark, and the verdict
 * whether it missed its one-minute window. A task reads one input partition, so it keeps one
 * watermark; it is saved with each change, so that a restart comes to the same verdicts.
 */
public final class WatermarkProcessor implements Processor<byte[], SensorEvent, byte[], Timed> {

  private static final Duration IDLE_CHECK = Duration.ofSeconds(1);

  private final TimeSettings settings;
  private final PartitionProgress progress;
  private final TimeMetrics metrics;
  private final String storeName;

  private ProcessorContext<byte[], Timed> context;
  private KeyValueStore<Integer, Long> saved;
  private int partition;
  private Watermark watermark;
  private IdlePartition idle;
  private TimeMetrics.WatermarkDelay delay;

  private WatermarkProcessor(
      TimeSettings settings, PartitionProgress progress, TimeMetrics metrics, String storeName) {
    this.settings = settings;
    this.progress = progress;
    this.metrics = metrics;
    this.storeName = storeName;
  }

  /**
   * The stage, one processor a task.
   *
   * @param storeName of the store that keeps the watermarks
   */
  public static ProcessorSupplier<byte[], SensorEvent, byte[], Timed> supplier(
      TimeSettings settings, PartitionProgress progress, MeterRegistry registry, String storeName) {
    TimeMetrics metrics = new TimeMetrics(registry);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], SensorEvent, byte[], Timed> get() {
        return new WatermarkProcessor(settings, progress, metrics, storeName);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(storeName), Serdes.Integer(), Serdes.Long())
                .withCachingEnabled());
      }
    };
  }

  @Override
  public void init(ProcessorContext<byte[], Timed> context) {
    this.context = context;
    saved = context.getStateStore(storeName);
    partition = context.taskId().partition();
    Long before = saved.get(partition);
    watermark = new Watermark(settings.watermarkDelay(), before == null ? Watermark.NONE : before);
    idle = new IdlePartition(settings.idleTimeout(), now());
    delay = metrics.watermarkDelay(partition);
    delay.set(watermark.current());
    context.schedule(IDLE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::moveOnIfIdle);
  }

  @Override
  public void process(Record<byte[], SensorEvent> record) {
    SensorEvent event = record.value();
    Origin origin = origin();
    boolean late = watermark.hasClosedPaneOf(event.eventTime());
    if (late) {
      metrics.late();
    }
    long before = watermark.current();
    watermark.observe(event.eventTime(), record.timestamp(), context.currentSystemTimeMs());
    saveIfAfter(before);
    idle.eventRead(origin.offset(), now());
    EnrichedEvent enriched =
        new EnrichedEvent(event, SensorReference.UNKNOWN, List.of(), late, origin);
    context.forward(
        record.withValue(new TimedEvent(enriched, watermark.current(), watermark.current())));
  }

  private void moveOnIfIdle(long wallClockMillis) {
    long before = watermark.current();
    watermark.moveOn(idle.advance(progress.latest(partition)));
    if (saveIfAfter(before)) {
      TimeMark mark = new TimeMark(watermark.current(), Activity.IDLE, CloseReason.IDLE);
      context.forward(new Record<>(null, mark, wallClockMillis));
    }
  }

  private boolean saveIfAfter(long before) {
    if (watermark.current() == before) {
      return false;
    }
    saved.put(partition, watermark.current());
    delay.set(watermark.current());
    return true;
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
    delay.close();
  }
}
