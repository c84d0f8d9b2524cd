package io.headwater.streams.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.CloseReason;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.state.PacedCommits;
import io.headwater.streams.state.PlainStore;
import io.headwater.streams.time.PartitionProgress;
import io.headwater.streams.time.Timed;
import io.headwater.streams.window.LocationMessage.Mark;
import io.headwater.streams.window.LocationMessage.Partial;
import io.headwater.streams.window.LocationStore.Progress;
import io.headwater.streams.window.LocationStore.WindowEnd;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Adds up each location window from the partials of all partitions, and sends it when every
 * partition is past its end.
 *
 * <p>All it keeps is written at once: there is one partial for some thousand events.
 */
public final class LocationProcessor implements Processor<byte[], byte[], byte[], WindowAggregate> {

  /** Partials for each message: a partial makes no more than one window, so closing keeps up. */
  private static final int SLICE = 64;

  private static final int TICK_SLICE = 5_000;
  private static final Duration TICK = Duration.ofMillis(20);

  private final StreamsSettings settings;
  private final PartitionProgress partitions;
  private final WindowMetrics metrics;
  private final StoreNames names;

  private ProcessorContext<byte[], WindowAggregate> context;
  private LocationStore store;
  private PacedCommits commits;
  private Instant began;
  private LocationClock clock;
  private Progress saved;
  private @Nullable Cancellable tick;
  private long timestamp;

  /**
   * The names of its stores.
   *
   * @param partials keeps the partials
   * @param beforeCommit has no data: it tells of commits
   */
  public record StoreNames(String partials, String beforeCommit) {}

  private LocationProcessor(
      StreamsSettings settings,
      PartitionProgress partitions,
      WindowMetrics metrics,
      StoreNames names) {
    this.settings = settings;
    this.partitions = partitions;
    this.metrics = metrics;
    this.names = names;
  }

  /**
   * The stage, one processor a task.
   *
   * @param partitions says of how many partitions each must be heard
   */
  public static ProcessorSupplier<byte[], byte[], byte[], WindowAggregate> supplier(
      StreamsSettings settings,
      PartitionProgress partitions,
      MeterRegistry registry,
      StoreNames names) {
    WindowMetrics metrics = new WindowMetrics(registry);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], WindowAggregate> get() {
        return new LocationProcessor(settings, partitions, metrics, names);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            PlainStore.builder(names.partials()), BeforeCommit.builder(names.beforeCommit()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<byte[], WindowAggregate> context) {
    this.context = context;
    store = new LocationStore(context.getStateStore(names.partials()));
    saved = store.progress(new Progress(Timed.NO_WATERMARK, List.of()));
    clock = new LocationClock(new WindowGrid(settings.windows()), store.marks(), saved);
    timestamp = context.currentSystemTimeMs();
    began = Instant.ofEpochMilli(timestamp);
    commits = new PacedCommits(context, settings);
    context.<BeforeCommit>getStateStore(names.beforeCommit()).run(commits::beforeCommit);
    tick = null;
    workOn(0);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    timestamp = record.timestamp();
    commits.sent(timestamp);
    LocationMessage message = LocationFormat.decode(record.value());
    if (message instanceof Partial partial) {
      add(partial);
    } else if (message instanceof Mark mark) {
      store.put(mark);
      clock.heard(mark);
    }
    workOn(SLICE);
  }

  /** Kafka Streams would let an old tick go on, for ever, when it revives the task. */
  @Override
  public void close() {
    if (tick != null) {
      tick.cancel();
    }
    commits.close();
  }

  private void add(Partial partial) {
    if (clock.isClosed(new WindowEnd(partial.end(), partial.window()))) {
      metrics.latePartial(partial.totals().summary().count());
    } else {
      store.put(partial);
    }
  }

  /**
   * Goes on closing; what is left is for the clock, which ticks only then: a tick costs a commit.
   */
  private void workOn(int budget) {
    boolean inDoubt = clock.isInDoubt(partitions, began);
    clock.moveOn(partitions.partitions());
    Progress now = clock.progress();
    if (!now.equals(saved)) {
      store.put(now);
      saved = now;
    }
    boolean done = close(budget) && !inDoubt && partitions.partitions().isPresent();
    if (!done && tick == null) {
      tick = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, at -> workOn(TICK_SLICE));
    } else if (done && tick != null) {
      tick.cancel();
      tick = null;
    }
  }

  /** Whether all that is closed was sent. */
  private boolean close(int budget) {
    int left = budget;
    for (WindowEnd window : store.openThrough(saved.watermark())) {
      if (clock.isClosed(window)) {
        if (left <= 0) {
          return false;
        }
        List<Partial> partials = store.take(window, left);
        send(partials);
        left -= partials.size();
        if (store.isOpen(window)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The partials of a group lie side by side, those of one partition after the other. */
  private void send(List<Partial> partials) {
    Partial whole = null;
    for (Partial partial : partials) {
      if (whole != null && whole.group().equals(partial.group())) {
        whole = merge(whole, partial);
      } else {
        send(whole);
        whole = partial;
      }
    }
    send(whole);
  }

  private void send(@Nullable Partial whole) {
    if (whole != null) {
      commits.sent(timestamp);
      WindowAggregate window = Windows.ofLocation(whole);
      metrics.closed(window);
      byte[] key = window.location().getBytes(UTF_8);
      context.forward(new Record<>(key, window, timestamp));
    }
  }

  private static Partial merge(Partial one, Partial other) {
    return new Partial(
        one.partition(),
        one.window(),
        one.start(),
        one.end(),
        one.group(),
        one.totals().merge(other.totals()),
        one.sensors() + other.sensors(),
        one.reason() == CloseReason.IDLE ? one.reason() : other.reason());
  }
}
