package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.model.Severity;
import io.headwater.streams.config.AlertSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one rule at one location, and the storm they make when too many sensors open one in
 * a short time: an alert of the location then stands for that one and for what follows, until every
 * alert of that rule at that location is resolved.
 *
 * <p>What follows is what comes no later than that short time after the last one that it stands
 * for, or from a sensor that had an alert less than an hour before. Anything else is news, although
 * the storm is not over: one sensor that is never mended must not hide all that happens after.
 *
 * <p>They come in no order between partitions; openings of the last hour are remembered, so that
 * sensors are counted together when one partition is behind.
 */
final class StormWatch {

  private static final long REMEMBERED = TimeUnit.HOURS.toMicros(1);

  private final int mostSensors;
  private final long within;
  private final Map<String, Opening> openings = new LinkedHashMap<>();
  private final Set<String> unsaved = new LinkedHashSet<>();

  /** The latest storm, which may be over. */
  private @Nullable Storm storm;

  /** How many of the openings are not resolved. */
  private int open;

  private long nextNumber;

  StormWatch(AlertSettings.Storm settings) {
    this.mostSensors = settings.sensors();
    this.within = TimeUnit.MICROSECONDS.convert(settings.within());
  }

  /** As it was stored. */
  void restore(Storm stored) {
    storm = stored;
  }

  /** As they were stored: in the order of their numbers. */
  void restore(String sensorId, Opening opening) {
    set(sensorId, opening);
    nextNumber = opening.number() + 1;
    unsaved.clear();
  }

  /**
   * Takes the change of a sensor's alert.
   *
   * @return what is to be written, in this order: the change, marked when a storm stands for it,
   *     and the change of the storm when it makes one
   */
  List<Alert> take(String sensorId, Alert change) {
    Opening known = openings.get(sensorId);
    boolean isKnown = known != null && known.alertId().equals(change.alertId());
    if (change.state() == Alert.State.RESOLVED) {
      return isKnown ? resolved(sensorId, known, change) : List.of(change);
    }
    if (isKnown) {
      // without transactions a change can be told twice
      return List.of(known.mark(change));
    }
    return mostSensors == 0 ? List.of(change) : opened(sensorId, change);
  }

  private List<Alert> opened(String sensorId, Alert change) {
    if (storm != null && storm.isOpen()) {
      return during(storm.with(change), sensorId, change);
    }
    Opening alone = add(sensorId, change, null);
    forgetOld();
    OptionalLong first = firstOfMany(change.openedAt());
    return first.isEmpty()
        ? List.of(alone.mark(change))
        : begin(first.getAsLong(), sensorId, change);
  }

  private List<Alert> during(Storm open, String sensorId, Alert change) {
    Opening before = openings.get(sensorId);
    Opening alone = add(sensorId, change, null);
    boolean comesAgain = before != null && change.openedAt() - before.openedAt() <= REMEMBERED;
    boolean follows =
        comesAgain
            || Math.abs(change.openedAt() - open.latestRolledUp()) <= within
            || firstOfMany(change.openedAt()).isPresent();
    storm = follows ? open.rollingUp(change) : open;
    return List.of((follows ? add(sensorId, change, open.id()) : alone).mark(change));
  }

  private List<Alert> resolved(String sensorId, Opening known, Alert change) {
    set(sensorId, known.resolved());
    Alert marked = known.mark(change);
    if (storm == null || !storm.isOpen()) {
      return List.of(marked);
    }
    storm = storm.with(change);
    if (open > 0) {
      return List.of(marked);
    }
    storm = storm.resolved();
    Alert over = storm.toAlert(openings.keySet());
    List.copyOf(openings.keySet()).forEach(this::remove);
    return List.of(marked, over);
  }

  private List<Alert> begin(long first, String sensorId, Alert trigger) {
    for (Map.Entry<String, Opening> entry : List.copyOf(openings.entrySet())) {
      long openedAt = entry.getValue().openedAt();
      if (openedAt < first || openedAt - first > within) {
        remove(entry.getKey());
      }
    }
    Severity worst =
        openings.values().stream().map(Opening::severity).reduce(trigger.severity(), Alerts::worst);
    long latest = openings.values().stream().mapToLong(Opening::openedAt).max().orElse(first);
    long name = storm == null ? first : Math.max(first, storm.namedAfter() + 1);
    Storm begun =
        new Storm(
            Alert.State.OPENED,
            name,
            first,
            latest,
            trigger.openedAt(),
            worst,
            openings.size(),
            trigger);
    storm = begun;
    Opening rolledUp = add(sensorId, trigger, begun.id());
    return List.of(begun.toAlert(openings.keySet()), rolledUp.mark(trigger));
  }

  /** The earliest opening with which this one and others are too many in a short time. */
  private OptionalLong firstOfMany(long openedAt) {
    long[] times =
        openings.values().stream()
            .mapToLong(Opening::openedAt)
            .filter(time -> Math.abs(time - openedAt) <= within)
            .sorted()
            .toArray();
    for (int last = mostSensors; last < times.length; last++) {
      long first = times[last - mostSensors];
      if (first <= openedAt && times[last] >= openedAt && times[last] - first <= within) {
        return OptionalLong.of(first);
      }
    }
    return OptionalLong.empty();
  }

  private void forgetOld() {
    long newest = openings.values().stream().mapToLong(Opening::openedAt).max().orElse(0);
    List<String> old = new ArrayList<>();
    openings.forEach(
        (sensorId, opening) -> {
          if (newest - opening.openedAt() > within + REMEMBERED) {
            old.add(sensorId);
          }
        });
    old.forEach(this::remove);
  }

  /** A sensor that opens another alert keeps its place. */
  private Opening add(String sensorId, Alert change, @Nullable String rolledUpInto) {
    Opening before = openings.get(sensorId);
    long number = before == null ? nextNumber++ : before.number();
    Opening opening =
        new Opening(
            change.alertId(),
            change.openedAt(),
            change.severity(),
            change.state(),
            number,
            rolledUpInto);
    set(sensorId, opening);
    return opening;
  }

  private void set(String sensorId, Opening opening) {
    open += count(opening) - count(openings.put(sensorId, opening));
    unsaved.add(sensorId);
  }

  private void remove(String sensorId) {
    open -= count(openings.remove(sensorId));
    unsaved.add(sensorId);
  }

  private static int count(@Nullable Opening opening) {
    return opening != null && opening.state() == Alert.State.OPENED ? 1 : 0;
  }

  /** The latest storm; null when there was none. */
  @Nullable Storm storm() {
    return storm;
  }

  /** What is known of the sensor; null when it is nothing. */
  @Nullable Opening opening(String sensorId) {
    return openings.get(sensorId);
  }

  /** The sensors of which something has changed since this was asked. */
  List<String> takeUnsaved() {
    List<String> taken = List.copyOf(unsaved);
    unsaved.clear();
    return taken;
  }
}
