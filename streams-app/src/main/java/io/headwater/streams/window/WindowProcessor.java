package io.headwater.streams.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.time.Panes;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Adds each event to its pane, unless it is late for it, and sends the window of each pane whose
 * end the watermark has reached: once, final.
 *
 * <p>An event whose pane is closed was judged late by the same watermark that closed it, so a pane
 * that was deleted never comes back.
 */
public final class WindowProcessor implements Processor<byte[], Timed, byte[], WindowAggregate> {

  /** Panes in memory at once while closing. */
  private static final int SLICE = 1_000;

  private final String storeName;
  private final WindowMetrics metrics;
  private final OpenPanes open;

  private ProcessorContext<byte[], WindowAggregate> context;
  private PaneStore panes;

  /** No pane that starts before this is left; unknown at the task's start. */
  private long closedBefore;

  private WindowProcessor(String storeName, WindowMetrics metrics, OpenPanes open) {
    this.storeName = storeName;
    this.metrics = metrics;
    this.open = open;
  }

  /**
   * The stage, one processor a task.
   *
   * @param storeName of the store that keeps the open panes
   */
  public static ProcessorSupplier<byte[], Timed, byte[], WindowAggregate> supplier(
      MeterRegistry registry, String storeName) {
    WindowMetrics metrics = new WindowMetrics(registry);
    OpenPanes open = new OpenPanes(registry);
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], Timed, byte[], WindowAggregate> get() {
        return new WindowProcessor(storeName, metrics, open);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(PaneStore.builder(storeName));
      }
    };
  }

  @Override
  public void init(ProcessorContext<byte[], WindowAggregate> context) {
    this.context = context;
    panes = new PaneStore(context.getStateStore(storeName), open);
    // A task whose transaction was aborted begins again with this processor and its last commit
    closedBefore = Long.MIN_VALUE;
  }

  @Override
  public void process(Record<byte[], Timed> record) {
    Timed timed = record.value();
    if (timed instanceof TimedEvent event && !event.event().late()) {
      add(event.event());
    }
    close(timed, record.timestamp());
  }

  private void add(EnrichedEvent enriched) {
    SensorEvent event = enriched.event();
    panes.add(
        Panes.startOf(event.eventTime()),
        Series.of(event),
        event.eventTime(),
        event.value(),
        enriched.anomalies().size());
  }

  private void close(Timed timed, long timestamp) {
    long before = Panes.startOf(timed.watermark());
    if (before <= closedBefore) {
      return;
    }
    Bytes next = PaneKeys.from(closedBefore);
    List<OpenPane> slice;
    do {
      slice = panes.between(next, PaneKeys.from(before), SLICE);
      for (OpenPane pane : slice) {
        WindowAggregate minute = WindowAssembler.minute(pane, timed.closeReason());
        metrics.closed(minute);
        byte[] key = pane.series().sensorId().getBytes(UTF_8);
        context.forward(new Record<>(key, minute, timestamp));
        panes.remove(pane);
        next = pane.key();
      }
    } while (slice.size() == SLICE);
    closedBefore = before;
  }

  @Override
  public void close() {
    panes.close();
  }
}
