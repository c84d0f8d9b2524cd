package io.headwater.streams.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.oracle.Action.Life;
import io.headwater.streams.oracle.Input.Quiet;
import io.headwater.streams.oracle.Input.Reading;
import io.headwater.streams.time.PartitionProgress.Confirmed;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import io.headwater.streams.time.WatermarkProcessor;
import io.headwater.streams.window.WindowProcessor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The task of one input partition, from its watermark to its windows: the real processors, on
 * stores in memory. What it writes is seen when it has committed.
 */
final class PartitionTask {

  /** Later than any event, so that it is the records' timestamps that hold the watermark. */
  static final Instant WALL_CLOCK = Instant.parse("2030-01-01T00:00:00Z");

  /** The broker is asked once a second; it vouches for this long at once when it was not. */
  private static final Duration ANSWERS = Duration.ofSeconds(5);

  private static final WindowProcessor.Ways WAYS =
      new WindowProcessor.Ways("aggregates", "locations");

  private final StreamsSettings settings;
  private final int partition;
  private final Stage<byte[], SensorEvent, byte[], Timed> time;
  private final Stage<byte[], Timed, byte[], Object> windows;

  private final Transaction<Timed> times = new Transaction<>();
  private final Transaction<Boolean> late = new Transaction<>();
  private final Transaction<Sent> sent = new Transaction<>();
  private final Transaction<Record<? extends byte[], ?>> toLocations = new Transaction<>();
  private final TaskLife life;

  private Instant now = WALL_CLOCK;
  private @Nullable Confirmed confirmed;
  private long nextOffset;
  private int anomalies;

  PartitionTask(StreamsSettings settings, int partition) {
    this.settings = settings;
    this.partition = partition;
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    time =
        new Stage<>(
            WatermarkProcessor.supplier(
                settings,
                new Partitions(1, () -> confirmed),
                metrics,
                new WatermarkProcessor.StoreNames("watermarks", "watermarks-before-commit")),
            partition,
            (record, child) -> detect(record));
    windows =
        new Stage<>(
            WindowProcessor.supplier(
                settings,
                metrics,
                new WindowProcessor.StoreNames("panes", "sessions", "window-before-commit"),
                WAYS),
            partition,
            (record, child) -> write(record, child));
    setClock(WALL_CLOCK);
    life = new TaskLife(List.of(time, windows), List.of(times, late, sent, toLocations));
  }

  void apply(Action action) {
    if (action instanceof Life what) {
      life.live(what);
    } else if (action instanceof Reading reading) {
      life.perform(() -> read(reading));
    } else if (action instanceof Quiet quiet) {
      life.perform(() -> stayQuiet(quiet.time()));
    } else {
      throw new IllegalArgumentException("nothing for the task of a partition: " + action);
    }
  }

  private void read(Reading reading) {
    SensorEvent event = reading.event();
    anomalies = reading.anomalies();
    time.setOrigin("sensor-events", partition, reading.offset());
    nextOffset = reading.offset() + 1;
    time.process(new Record<>(event.sensorId().getBytes(UTF_8), event, reading.recordMillis()));
  }

  /** Stands for the stages between: an event breaks as many rules as the test wants. */
  private void detect(Record<? extends byte[], ? extends Timed> record) {
    Timed timed = record.value();
    times.add(timed);
    if (timed instanceof TimedEvent event) {
      EnrichedEvent enriched = event.event();
      late.add(enriched.late());
      timed =
          event.with(
              new EnrichedEvent(
                  enriched.event(),
                  enriched.reference(),
                  Collections.nCopies(anomalies, "rule"),
                  enriched.late(),
                  enriched.origin()));
    }
    windows.process(new Record<>(record.key(), timed, record.timestamp()));
  }

  private void write(Record<? extends byte[], ?> record, @Nullable String child) {
    if (WAYS.aggregates().equals(child)) {
      sent.add(new Sent((WindowAggregate) record.value(), times.last().watermark()));
    } else {
      toLocations.add(record);
    }
  }

  /**
   * Until the timeout has passed there is something to read, so that time goes on from there; and
   * the broker answers often enough for nobody to think of an outage.
   */
  private void stayQuiet(Duration quiet) {
    confirmed = null;
    life.tick();
    answers(settings.time().idleTimeout(), nextOffset + 1);
    answers(Duration.ofSeconds(1), nextOffset);
    answers(quiet, nextOffset);
    confirmed = null;
  }

  /** Time passes, and the broker says how far the partition goes. */
  private void answers(Duration time, long endOffset) {
    for (Duration left = time; !left.isZero(); ) {
      Duration step = left.compareTo(ANSWERS) < 0 ? left : ANSWERS;
      setClock(now.plus(step));
      confirmed = new Confirmed(endOffset, nextOffset, now);
      life.tick();
      left = left.minus(step);
    }
  }

  private void setClock(Instant time) {
    now = time;
    this.time.setClock(now);
    windows.setClock(now);
  }

  /** The verdicts on the events, as far as they are committed. */
  List<Boolean> late() {
    return late.committed();
  }

  /** The closed windows, as far as they are committed. */
  List<Sent> sent() {
    return sent.committed();
  }

  /** What it has committed for the tasks by location since this was asked. */
  List<Record<? extends byte[], ?>> takeForLocations() {
    return toLocations.take();
  }

  /** What time it was when it last committed, if an event or idleness had given it one. */
  Optional<Timed> committedTime() {
    List<Timed> committed = times.committed();
    return committed.isEmpty()
        ? Optional.empty()
        : Optional.of(committed.get(committed.size() - 1));
  }
}
