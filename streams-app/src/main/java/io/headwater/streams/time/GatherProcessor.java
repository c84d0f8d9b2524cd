package io.headwater.streams.time;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.state.PacedCommits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Where a sensor's events may be in any input partition: takes the events of its sensors from all
 * of them. Windows wait for the slowest partition; lateness is a matter of the event and its own
 * partition, so that it does not depend on how fast the others were read. Only what a partition
 * sends after it was idle is judged by the others too: they did not wait.
 */
public final class GatherProcessor implements Processor<byte[], byte[], byte[], Timed> {

  private final StreamsSettings settings;
  private final LateVerdict verdict;
  private final PartitionProgress progress;
  private final StoreNames names;

  private ProcessorContext<byte[], Timed> context;
  private KeyValueStore<Integer, byte[]> store;
  private int partition;
  private Instant began;
  private StageWatermark stage;
  private @Nullable UpstreamMark told;
  private boolean changed;
  private PacedCommits commits;

  /**
   * The names of what the stage keeps.
   *
   * @param upstream what each input partition last said
   * @param beforeCommit what saves it; holds no data
   */
  public record StoreNames(String upstream, String beforeCommit) {}

  private GatherProcessor(
      StreamsSettings settings, LateVerdict verdict, PartitionProgress progress, StoreNames names) {
    this.settings = settings;
    this.verdict = verdict;
    this.progress = progress;
    this.names = names;
  }

  /** The stage, one processor a task. */
  public static ProcessorSupplier<byte[], byte[], byte[], Timed> supplier(
      StreamsSettings settings,
      PartitionProgress progress,
      MeterRegistry registry,
      StoreNames names) {
    LateVerdict verdict =
        LateVerdict.counted(
            new EarliestWindow(settings.windows().aligned()), new TimeMetrics(registry));
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], Timed> get() {
        return new GatherProcessor(settings, verdict, progress, names);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(names.upstream()),
                    Serdes.Integer(),
                    Serdes.ByteArray())
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
    store = context.getStateStore(names.upstream());
    began = Instant.ofEpochMilli(context.currentSystemTimeMs());
    byte[] saved = store.get(partition);
    stage =
        saved == null
            ? new StageWatermark(Map.of(), Timed.NO_WATERMARK)
            : StageWatermarkFormat.decode(saved);
    told = null;
    changed = false;
    commits = new PacedCommits(context, settings);
    context.<BeforeCommit>getStateStore(names.beforeCommit()).run(this::save);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    commits.sent(record.timestamp());
    SpreadMessage message = TimedFormat.decode(record.value());
    stage.heard(message.partition(), message.mark());
    if (stage.isInDoubt()) {
      stage.settleDoubts(progress, began);
    }
    changed = true;
    OptionalInt partitions = progress.partitions();
    long watermark = stage.current(partitions);
    if (message instanceof SpreadMessage.Event event) {
      told = new UpstreamMark(watermark, Activity.ACTIVE);
      context.forward(record.withValue(judged(event, watermark)));
      return;
    }
    UpstreamMark now = new UpstreamMark(watermark, stage.activity(partitions));
    if (!now.equals(told)) {
      told = now;
      context.forward(record.withValue(new TimeMark(watermark, now.activity(), why(message))));
    }
  }

  private TimedEvent judged(SpreadMessage.Event message, long watermark) {
    EnrichedEvent event = message.event();
    long judgedBy = Math.max(message.watermark(), watermark);
    boolean late = verdict.isLate(event.event().eventTime(), judgedBy);
    return new TimedEvent(
        new EnrichedEvent(
            event.event(), event.reference(), event.anomalies(), late, event.origin()),
        judgedBy,
        watermark);
  }

  /** What ends a window that this message closes. */
  private static CloseReason why(SpreadMessage message) {
    return message.mark().activity() == Activity.IDLE ? CloseReason.IDLE : CloseReason.WATERMARK;
  }

  private void save() {
    commits.beforeCommit();
    if (changed) {
      long highest = stage.current(progress.partitions());
      store.put(partition, StageWatermarkFormat.encode(stage.marks(), highest));
      changed = false;
    }
  }

  @Override
  public void close() {
    commits.close();
  }
}
