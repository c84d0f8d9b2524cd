package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.streams.config.AlertSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one rule at one location, and the storm they make when too many sensors open one in
 * a short time: an alert of the location then stands for the one that was too many and for what
 * follows, until all that belong to it are resolved.
 *
 * <p>What follows is what is opened that short time at most before or after a sensor joined the
 * storm, or by a sensor that is in it and had an alert less than an hour before or after. An alert
 * that is worse than what was said of the storm does not: who is told of the worst only has not
 * heard of the storm. Anything that does not follow is news and stands for itself, although the
 * storm is not over; too many of that are a storm of their own, and the one before gives way: one
 * sensor that is never mended must not hide all that happens after.
 *
 * <p>They come in no order between partitions, and by clocks that may be ahead; so their times are
 * only ever compared with each other, and what is remembered is forgotten by the wall clock.
 *
 * <p>It holds the alerts that stand for themselves and came within the hour, one a sensor; one for
 * each sensor of a storm that lasts or was over within the hour; and, of storms that gave way,
 * those that are not resolved.
 */
final class StormWatch {

  /** How long a sensor of a storm is known again, in event time. */
  private static final long SAME_STORM = TimeUnit.HOURS.toMicros(1);

  /** No time comes after. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long REMEMBERED_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final int mostSensors;
  private final long within;

  /** Those that stand for themselves and may become a storm, as they came. */
  private final Openings alone = new Openings();

  /** Those of the latest storm; when it is over, to know them again if they are told twice. */
  private final Openings members = new Openings();

  /** Those that are rolled up into storms that gave way, and not resolved. */
  private final Openings left = new Openings();

  /** The latest storm, which may be over. */
  private @Nullable Storm storm;

  private @Nullable Storm savedStorm;

  private long nextNumber;

  StormWatch(AlertSettings.Storm settings) {
    this.mostSensors = settings.sensors();
    this.within = TimeUnit.MICROSECONDS.convert(settings.within());
  }

  /** As it was stored. */
  void restore(Storm stored) {
    storm = stored;
    savedStorm = stored;
  }

  /** As they were stored: in the order of their numbers. */
  void restore(Standing standing, String sensorId, Opening opening) {
    openings(standing).restore(sensorId, opening);
    nextNumber = Math.max(nextNumber, opening.number() + 1);
  }

  /**
   * Takes the change of a sensor's alert.
   *
   * @param now the wall clock, in milliseconds since the epoch
   * @return what is to be written, in this order: the storms that give way and begin, the change,
   *     marked when a storm stands for it, and the storm that ends with it
   */
  List<Alert> take(String sensorId, Alert change, long now) {
    if (change.state() == Alert.State.RESOLVED) {
      return resolved(sensorId, change, now);
    }
    for (Standing standing : Standing.values()) {
      Opening known = openings(standing).find(sensorId, change.alertId());
      if (known != null) {
        // without transactions a change can be told twice
        return List.of(known.mark(change));
      }
    }
    return mostSensors == 0 ? List.of(change) : opened(sensorId, change, now);
  }

  private List<Alert> resolved(String sensorId, Alert change, long now) {
    Opening loner = alone.find(sensorId, change.alertId());
    if (loner != null) {
      alone.put(sensorId, loner.resolved());
    }
    Opening leftOver = left.find(sensorId, change.alertId());
    if (leftOver != null) {
      left.remove(sensorId);
      return List.of(leftOver.mark(change));
    }
    Opening member = members.find(sensorId, change.alertId());
    if (member == null || storm == null) {
      return List.of(change);
    }
    if (!member.isOpen()) {
      return List.of(member.mark(change));
    }
    members.put(sensorId, member.resolved());
    storm = storm.with(change, now);
    if (members.anyOpen()) {
      return List.of(member.mark(change));
    }
    storm = storm.resolved();
    return List.of(member.mark(change), storm.end(members.sensors()));
  }

  private List<Alert> opened(String sensorId, Alert change, long now) {
    Opening opening = Opening.of(change, nextNumber++, now);
    if (storm != null && storm.isOpen() && follows(storm, sensorId, change)) {
      storm = storm.with(change, now);
      Opening before = members.get(sensorId);
      Opening rolledUp = opening.rolledUp(storm.id());
      members.put(sensorId, before == null ? rolledUp : rolledUp.after(before));
      return List.of(rolledUp.mark(change));
    }
    alone.remove(sensorId);
    alone.put(sensorId, opening);
    OptionalLong first = firstOfMany(change.openedAt());
    return first.isEmpty() ? List.of(change) : begin(first.getAsLong(), sensorId, opening, change);
  }

  private boolean follows(Storm open, String sensorId, Alert change) {
    if (change.severity().compareTo(open.told()) > 0) {
      return false;
    }
    Opening before = members.get(sensorId);
    boolean comesAgain =
        before != null && Math.abs(change.openedAt() - before.openedAt()) <= SAME_STORM;
    return comesAgain
        || members.all().stream()
            .anyMatch(member -> Math.abs(change.openedAt() - member.joinedAt()) <= within);
  }

  /** The earliest opening with which this one and others are too many in a short time. */
  private OptionalLong firstOfMany(long openedAt) {
    long[] times =
        alone.all().stream()
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

  private List<Alert> begin(long first, String sensorId, Opening opening, Alert trigger) {
    Storm before = storm;
    List<Opening> joining = alone.all().stream().filter(one -> isOneOf(one, first)).toList();
    long name = before == null ? first : Math.max(first, before.namedAfter() + 1);
    Storm begun = Storm.of(name, joining, trigger, opening.cameAt());
    List<Alert> written = new ArrayList<>();
    if (before != null && before.isOpen()) {
      written.add(before.giveWay(begun, members.sensors()));
      members.moveTo(left, member -> member.isOpen() && member.rolledUpInto() != null);
    }
    members.clear();
    storm = begun;
    alone.moveTo(members, one -> isOneOf(one, first));
    Opening rolledUp = opening.rolledUp(begun.id());
    members.put(sensorId, rolledUp);
    written.add(begun.begin(members.sensors()));
    written.add(rolledUp.mark(trigger));
    return written;
  }

  private boolean isOneOf(Opening opening, long first) {
    return opening.openedAt() >= first && opening.openedAt() - first <= within;
  }

  /** Forgets what came an hour before now, of what is not part of a storm. */
  void forget(long now) {
    alone.forget(now - REMEMBERED_MILLIS);
    if (storm != null && !storm.isOpen() && storm.cameAt() <= now - REMEMBERED_MILLIS) {
      storm = null;
      members.clear();
    }
  }

  /**
   * When there is something to forget, by the wall clock, unless more comes; never is the end of
   * time.
   */
  long forgetsAt() {
    long earliest = alone.all().stream().mapToLong(Opening::cameAt).findFirst().orElse(NEVER);
    if (storm != null && !storm.isOpen()) {
      earliest = Math.min(earliest, storm.cameAt());
    }
    return earliest == NEVER ? NEVER : earliest + REMEMBERED_MILLIS;
  }

  /** Whether nothing is known. */
  boolean isEmpty() {
    return storm == null && alone.isEmpty() && members.isEmpty() && left.isEmpty();
  }

  /** The latest storm; null when nothing is known of one. */
  @Nullable Storm storm() {
    return storm;
  }

  /** Whether the storm is another than when this was last asked. */
  boolean takeStormUnsaved() {
    boolean changed = !Objects.equals(storm, savedStorm);
    savedStorm = storm;
    return changed;
  }

  /** What is known of the alerts of that standing. */
  Openings openings(Standing standing) {
    return switch (standing) {
      case ALONE -> alone;
      case MEMBER -> members;
      case LEFT -> left;
    };
  }
}
