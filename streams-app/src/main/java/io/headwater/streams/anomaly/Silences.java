package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.state.KeyWriter;
import io.headwater.streams.time.Mutes;
import io.headwater.streams.time.TimedEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Finds sensors that have sent before and send nothing. Time is {@link LivedTime}, so it is the
 * partition's watermark that decides: it walks through a backlog, stands still in an outage, and
 * moves with the wall clock when the partition is idle.
 *
 * <p>A silence begins with a sign of life, and each rule tells it once. It ends with the next event
 * of the sensor.
 *
 * <p>Just after an outage, only a sensor's own event says of a silence that there was one: that of
 * others may have moved time over what this one is about to send. The rest is told later.
 *
 * <p>When rules change, the sensors are gone through, some with each call, so that none is looked
 * at later than the new rules want. Not for several threads.
 */
final class Silences {

  /** All that is due may be a million sensors, which are not read into memory together. */
  private static final int AT_ONCE = 1_000;

  private static final Bytes TIME = KeyWriter.key(DetectionStore.TIME).toKey();

  private final Supplier<RuleBook> rules;
  private final Mutes mutes;
  private final long delay;
  private final DetectionStore store;
  private final Sensors sensors;
  private final SensorRevision revision;
  private final Outages outages;
  private final Consumer<Anomaly> found;

  private final LivedTime time;
  private byte[] savedTime;

  /**
   * @param delay of the watermark, in microseconds
   */
  Silences(
      Supplier<RuleBook> rules,
      Mutes mutes,
      long delay,
      DetectionStore store,
      Sensors sensors,
      Outages outages,
      Consumer<Anomaly> found) {
    this.rules = rules;
    this.mutes = mutes;
    this.delay = delay;
    this.store = store;
    this.sensors = sensors;
    this.revision = new SensorRevision(store, sensors);
    this.outages = outages;
    this.found = found;
    byte @Nullable [] stored = store.get(TIME);
    this.time = stored == null ? new LivedTime() : LivedTime.decode(stored);
    this.savedTime = time.encode();
  }

  /**
   * An event was read. A silence of its sensor that was to be told by now is told first, so that it
   * makes no difference how fast silences are looked for; then time goes on.
   */
  void before(TimedEvent timed) {
    Sensor sensor = sensors.of(timed.event().event().sensorId());
    Life life = sensor.life();
    if (life != null && time.hasBegun()) {
      long until = silentUntil(timed);
      if (life.due() <= until) {
        look(sensor, life, until);
      }
    }
    advance(timed.watermark());
  }

  /** The event of the sensor ends its silence. */
  void endedBy(TimedEvent timed, Sensor sensor, HeldRules held) {
    if (held.remember()) {
      sensor.seen(timed.event(), time.seen(signOfLife(timed)), held.ofSilences(), time);
    } else if (sensor.life() != null) {
      // it would be stale when a rule holds again
      sensor.forget();
    }
  }

  /**
   * Time goes on.
   *
   * @param most sensors to look at, so that a call takes bounded time
   * @return whether there are none left to look at
   */
  boolean goOn(long watermark, int most) {
    advance(watermark);
    return !time.hasBegun() || work(most);
  }

  /**
   * What is due is told before time is excused: when it was due could not be said later, when the
   * step is forgotten. Just after an outage it cannot be told yet, and steps are remembered.
   */
  private void advance(long watermark) {
    boolean behind = time.hasBegun() && time.isExcusedUpTo(watermark);
    while (behind) {
      behind = !work(AT_ONCE);
    }
    time.advance(watermark);
  }

  private boolean work(int most) {
    int left = revision.goOn(rules.get(), time, most);
    if (left > 0 && isAnyDue()) {
      // Not all that has changed: that is for a commit, and there is always somebody who is due
      sensors.saveUnnoted();
      sensors.notes().due(time.now(), left).forEach(this::look);
      sensors.saveUnnoted();
      sensors.notes().findNext();
    }
    boolean done = revision.isDone() && !isAnyDue();
    if (done && !outages.isJustOver()) {
      time.forgetSteps();
      outages.allTold();
    }
    return done;
  }

  private boolean isAnyDue() {
    return !outages.isJustOver() && sensors.notes().isDue(time.now());
  }

  /** Writes what has changed. */
  void save() {
    revision.save();
    byte[] now = time.encode();
    if (!Arrays.equals(now, savedTime)) {
      store.put(TIME, now);
      savedTime = now;
    }
  }

  /** No earlier than the watermark: then it was silent; and no later than it can have been sent. */
  private long signOfLife(TimedEvent timed) {
    EnrichedEvent event = timed.event();
    long judgedBy = timed.judgedBy();
    return Math.max(judgedBy, Math.min(judgedBy + delay, event.event().eventTime()));
  }

  /** Until when the event's sensor was silent for sure, before it. */
  private long silentUntil(TimedEvent timed) {
    long now = time.now();
    return outages.isJustOver()
        ? Math.min(now, time.ofWatermark(timed.event().event().eventTime()))
        : now;
  }

  private void look(SilenceNotes.Note note) {
    Sensor sensor = sensors.of(note.sensorId());
    Life life = sensor.life();
    if (life != null && sensor.hasNote(note.due())) {
      look(sensor, life, time.now());
    } else {
      // left by a process that died without a transaction
      sensors.notes().remove(note.due(), note.sensorId());
    }
  }

  private void look(Sensor sensor, Life life, long until) {
    if (life.isForgotten(time)) {
      sensor.forget();
      return;
    }
    long mutedUntil = mutes.until(sensor.id(), life.location());
    List<MissingData> held = rules.get().heldBy(life, sensor.id()).ofSilences();
    for (MissingData rule : life.look(held, time, until, mutedUntil)) {
      long due = time.toWatermark(life.last() + rule.check().after());
      found.accept(rule.anomaly(sensor.id(), life, Math.max(due, mutedUntil)));
    }
    sensors.touch(sensor);
  }
}
