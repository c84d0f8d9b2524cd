package io.headwater.streams.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.state.KeyWriter;
import io.headwater.streams.state.PlainStore;
import io.headwater.streams.time.Activity;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import io.headwater.streams.window.LocationMessage.Mark;
import io.headwater.streams.window.LocationMessage.Partial;
import io.headwater.streams.window.SessionStore.Ended;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Adds each event to its pane and its sensor's session, as far as it is not late for them, and
 * sends what the watermark has closed: windows by sensor to the topic, this partition's part of
 * windows by location on to the location stage.
 *
 * <p>Closing goes on a slice with each record, and with the wall clock when there are none.
 */
public final class WindowProcessor implements Processor<byte[], Timed, byte[], Object> {

  /** Panes to read for each record: as much time as the rest of the work for it, or less. */
  private static final int SLICE = 16;

  /**
   * The same when the watermark is beyond the next pane before all is sent, as in a backlog: an
   * event makes less work than that, so closing keeps up.
   */
  private static final int LARGE_SLICE = 64;

  /** Panes to read at a tick of the clock while events come: a millisecond at most. */
  private static final int BUSY_SLICE = 200;

  /** Panes to read at a tick when no event waits for it: some ten milliseconds. */
  private static final int QUIET_SLICE = 10_000;

  private static final Duration TICK = Duration.ofMillis(10);

  private static final Bytes CLOSING = KeyWriter.key((byte) 0).toKey();

  /**
   * The names of the two ways on.
   *
   * @param aggregates the sink that takes each {@link WindowAggregate}
   * @param locations the sink that takes what the location stage is told, see {@link
   *     LocationMessages}
   */
  public record Ways(String aggregates, String locations) {}

  /**
   * The names of its stores.
   *
   * @param panes keeps the panes, and how far closing has come
   * @param sessions keeps the sessions
   * @param beforeCommit has no data: it makes the others save
   */
  public record StoreNames(String panes, String sessions, String beforeCommit) {}

  private final StreamsSettings settings;
  private final StoreNames stores;
  private final WindowMetrics metrics;
  private final OpenPanes open;
  private final Ways ways;

  private ProcessorContext<byte[], Object> context;
  private KeyValueStore<Bytes, byte[]> store;
  private SettingsGuard guard;
  private WindowGrid grid;
  private long gap;
  private int partition;
  private PaneStore panes;
  private SessionStore sessions;
  private byte @Nullable [] savedClosing;
  private Closing closing;
  private WindowCloser closer;
  private @Nullable Cancellable tick;

  /** Whether an event came since the last tick. */
  private boolean busy;

  private @Nullable Activity activity;
  private @Nullable Activity announced;
  private long timestamp;

  private WindowProcessor(
      StreamsSettings settings,
      StoreNames stores,
      WindowMetrics metrics,
      OpenPanes open,
      Ways ways) {
    this.settings = settings;
    this.stores = stores;
    this.metrics = metrics;
    this.open = open;
    this.ways = ways;
  }

  /** The stage, one processor a task. */
  public static ProcessorSupplier<byte[], Timed, byte[], Object> supplier(
      StreamsSettings settings, MeterRegistry registry, StoreNames stores, Ways ways) {
    WindowMetrics metrics = new WindowMetrics(registry);
    OpenPanes open = new OpenPanes(registry);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], Timed, byte[], Object> get() {
        return new WindowProcessor(settings, stores, metrics, open, ways);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            PlainStore.builder(stores.panes()),
            PlainStore.builder(stores.sessions()),
            BeforeCommit.builder(stores.beforeCommit()));
      }
    };
  }

  /** Also after an aborted transaction: then all that was held in memory is void. */
  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
    partition = context.taskId().partition();
    grid = new WindowGrid(settings.windows());
    gap = TimeUnit.MICROSECONDS.convert(settings.windows().sessionGap());
    store = context.getStateStore(stores.panes());
    guard = new SettingsGuard(store, settings);
    panes = new PaneStore(store, open);
    sessions = new SessionStore(context.getStateStore(stores.sessions()), gap);
    savedClosing = store.get(CLOSING);
    closing = savedClosing == null ? Closing.start() : Closing.decode(savedClosing);
    closer = new WindowCloser(partition, grid, panes, closing, new Sending());
    activity = null;
    announced = null;
    timestamp = context.currentSystemTimeMs();
    BeforeCommit beforeCommit = context.getStateStore(stores.beforeCommit());
    beforeCommit.run(this::save);
    tick = null;
    workOn(0);
  }

  @Override
  public void process(Record<byte[], Timed> record) {
    Timed timed = record.value();
    timestamp = record.timestamp();
    activity = timed.activity();
    if (timed instanceof TimedEvent event) {
      busy = true;
      add(event);
    }
    if (timed.watermark() != Timed.NO_WATERMARK) {
      closing.reached().upTo(timed.watermark(), timed.closeReason());
    }
    workOn(closer.isBehind() ? LARGE_SLICE : SLICE);
  }

  private void add(TimedEvent timed) {
    EnrichedEvent enriched = timed.event();
    SensorEvent event = enriched.event();
    long start = grid.paneStart(event.eventTime());
    if (grid.lastEnd(start) > timed.judgedBy()) {
      boolean missesSome = grid.nextEnd(start, start).orElseThrow() <= timed.judgedBy();
      long notBefore = missesSome ? grid.paneStart(timed.judgedBy()) : PaneKey.ANY;
      panes.add(
          new PaneKey(start, Series.of(event), notBefore),
          event.eventTime(),
          event.value(),
          enriched.anomalies().size());
    }
    sessions.add(enriched, timed.watermark(), timed.judgedBy());
  }

  /**
   * Goes on closing; what is left is for the clock, which ticks only then: a tick costs a commit.
   */
  private void workOn(int budget) {
    boolean done = work(budget);
    announceNews();
    if (!done && tick == null) {
      tick = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick());
    } else if (done && tick != null) {
      tick.cancel();
      tick = null;
    }
  }

  private void tick() {
    int budget = busy ? BUSY_SLICE : QUIET_SLICE;
    busy = false;
    workOn(budget);
  }

  private boolean work(int budget) {
    long watermark = closing.reached().highest();
    int left = closer.work(budget);
    if (left > 0 && sessions.isDue(watermark)) {
      sessions.take(watermark, left).forEach(this::send);
    }
    if (!closer.isDone() || sessions.isDue(watermark)) {
      return false;
    }
    closing.reached().forget(closing.through());
    return true;
  }

  private void save() {
    panes.save();
    sessions.save();
    guard.save();
    byte[] now = closing.encode();
    if (!Arrays.equals(now, savedClosing)) {
      store.put(CLOSING, now);
      savedClosing = now;
    }
  }

  /** Who still has windows to send that others may wait for is not idle, whatever it reads. */
  private void announceNews() {
    Activity now = activity == Activity.IDLE && !closer.isDone() ? Activity.ACTIVE : activity;
    if (now != null && now != announced) {
      announced = now;
      announce(now);
    }
  }

  private void announce(Activity now) {
    List<Long> claims = now == Activity.IDLE ? panes.starts() : List.of();
    Mark mark = new Mark(partition, closing.through(), now, claims);
    context.forward(new Record<>(null, mark, timestamp), ways.locations());
  }

  private void send(Ended ended) {
    CloseReason reason = closing.reached().reasonFor(ended.session().end(gap));
    send(Windows.ofSession(ended, settings.windows().session().name(), gap, reason));
  }

  private void send(WindowAggregate window) {
    metrics.closed(window);
    byte[] key = String.valueOf(window.sensorId()).getBytes(UTF_8);
    context.forward(new Record<>(key, window, timestamp), ways.aggregates());
  }

  /** Kafka Streams would let an old tick go on, for ever, when it revives the task. */
  @Override
  public void close() {
    if (tick != null) {
      tick.cancel();
    }
    closer.close();
    panes.close();
  }

  private final class Sending implements ClosedWindows {
    @Override
    public void window(WindowAggregate window) {
      send(window);
    }

    @Override
    public void partial(Partial partial) {
      byte[] key = partial.group().location().getBytes(UTF_8);
      context.forward(new Record<>(key, partial, timestamp), ways.locations());
    }

    @Override
    public void through(long end) {
      // after a restart nobody has said yet whether more may come; then it may
      announce(announced == null ? Activity.ACTIVE : announced);
    }
  }
}
