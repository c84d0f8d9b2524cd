package io.headwater.streams.window;

import io.headwater.bench.load.SensorLoad;
import io.headwater.bench.micro.Readings;
import io.headwater.model.CloseReason;
import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.WindowSettings;
import io.headwater.streams.window.LocationMessage.Partial;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Windows closed: their panes, which were written before, read and merged series by series. It
 * stands in the closer's own package, as nobody else is meant to call that.
 *
 * <p>There always is a larger window that still needs the panes, so that closing removes none, and
 * the same windows can be closed over and over.
 */
@State(Scope.Benchmark)
public class ClosingBenchmark {

  static final int SENSORS = 1_000;

  private static final int PANES = 60;
  private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);
  private static final long START = EventTime.ofInstant(Readings.START);

  private final WindowGrid minutes = new WindowGrid(WindowSettings.defaults());
  private final WindowGrid hours = tumbling(Duration.ofHours(1), Duration.ofHours(2));
  private PaneStore panes;

  /** Where windows go: adds them up, so that none is made in vain. */
  static final class Sent implements ClosedWindows {
    int windows;
    int partials;
    long events;
    @Nullable WindowAggregate last;

    @Override
    public void window(WindowAggregate window) {
      windows++;
      events += window.summary().count();
      last = window;
    }

    @Override
    public void partial(Partial partial) {
      partials++;
    }

    @Override
    public void through(long end) {}
  }

  /** Makes the panes: one of each sensor and minute of an hour. */
  @Setup
  public void prepare() {
    panes = new PaneStore(new SortedStore(), new OpenPanes(new SimpleMeterRegistry()));
    SensorLoad load = Readings.of(SENSORS, Duration.ofMinutes(1));
    for (long number = 0; number < (long) SENSORS * PANES; number++) {
      SensorEvent event = load.event(number);
      long start = minutes.paneStart(event.eventTime());
      panes.add(
          new PaneKey(start, Series.of(event), PaneKey.ANY), event.eventTime(), event.value(), 0);
    }
    panes.save();
  }

  /** A window by sensor at the end of a minute: half of them have one pane, half have five. */
  @Benchmark
  @OperationsPerInvocation(2 * SENSORS)
  public Sent minute() {
    return close(minutes, START + (PANES - 1) * MINUTE);
  }

  /** A window by sensor of an hour, of sixty panes. */
  @Benchmark
  @OperationsPerInvocation(SENSORS)
  public Sent hour() {
    return close(hours, START + PANES * MINUTE);
  }

  private Sent close(WindowGrid grid, long end) {
    Closing closing = Closing.start();
    closing.doneThrough(end - MINUTE);
    closing.reached().upTo(end, CloseReason.WATERMARK);
    Sent sent = new Sent();
    try (WindowCloser closer = new WindowCloser(0, grid, panes, closing, sent)) {
      closer.work(Integer.MAX_VALUE);
    }
    return sent;
  }

  private static WindowGrid tumbling(Duration... sizes) {
    return new WindowGrid(new WindowSettings(null, List.of(sizes), List.of(), null));
  }
}
