package io.headwater.streams.time;

import io.headwater.streams.time.PartitionProgress.Confirmed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an input partition is idle, and by how much its watermark may move on.
 *
 * <p>Idle is a partition that had no event for the timeout, <em>and</em> of which the broker has
 * said since then that there is nothing more to read: without the broker's word a partition that
 * nobody got round to reading, or an outage, would look the same, and what comes after it would all
 * be late. One that never had an event needs no timeout, only the broker's word. A rejected record
 * is no event here: it says nothing of event time.
 *
 * <p>Time goes on only as far as the broker vouches for it: each answer vouches for the time since
 * the answer before, but for no more than {@link #LONGEST_VOUCHED}. What lies between answers
 * further apart was an outage, or the process slept.
 *
 * <p>After an outage the timeout begins again: those who send waited for its end as well, and what
 * they have kept is on its way.
 *
 * <p>What is known here starts afresh with the task; an offset read before that is in the committed
 * offset.
 */
final class IdlePartition {

  /** Five times the period in which the broker is asked. */
  static final Duration LONGEST_VOUCHED = Duration.ofSeconds(5);

  private final Duration timeout;

  /** How long it must have been silent: not at all before its first event. */
  private Duration silence;

  private Instant earliest;
  private @Nullable Instant lastWord;
  private long nextOffset;
  private @Nullable Activity activity;
  private @Nullable Instant vouchedUntil;

  private IdlePartition(Duration timeout, Duration silence, Instant taskStart) {
    this.timeout = timeout;
    this.silence = silence;
    this.earliest = taskStart.plus(silence);
  }

  /** A partition that has never had an event. */
  static IdlePartition withoutEvents(Duration timeout, Instant taskStart) {
    return new IdlePartition(timeout, Duration.ZERO, taskStart);
  }

  /** A partition that has had events; when the last one was is not known any more. */
  static IdlePartition withEvents(Duration timeout, Instant taskStart) {
    return new IdlePartition(timeout, timeout, taskStart);
  }

  /** An event of the partition was read. */
  void eventRead(long offset, Instant at) {
    silence = timeout;
    earliest = at.plus(timeout);
    nextOffset = offset + 1;
    activity = Activity.ACTIVE;
    vouchedUntil = null;
  }

  /**
   * How far the watermark may move on now. The first answer that finds the partition idle moves
   * nothing: time goes on from there, it does not jump.
   */
  Duration advance(Optional<Confirmed> confirmed) {
    confirmed.ifPresent(this::learn);
    if (confirmed.isEmpty() || activity != Activity.IDLE) {
      vouchedUntil = null;
      return Duration.ZERO;
    }
    Instant at = confirmed.get().at();
    Instant before = vouchedUntil == null ? at : vouchedUntil;
    if (at.isBefore(before)) {
      return Duration.ZERO;
    }
    vouchedUntil = at;
    Duration passed = Duration.between(before, at);
    return passed.compareTo(LONGEST_VOUCHED) < 0 ? passed : LONGEST_VOUCHED;
  }

  /**
   * What events and the broker say of the partition; null as long as they have said nothing that
   * decides.
   */
  @Nullable Activity activity() {
    return activity;
  }

  private void learn(Confirmed confirmed) {
    if (endsAnOutage(confirmed.at())) {
      Instant again = confirmed.at().plus(silence);
      earliest = again.isAfter(earliest) ? again : earliest;
      activity = activity == null ? null : Activity.ACTIVE;
    }
    lastWord = confirmed.at();
    if (confirmed.endOffset() > Math.max(nextOffset, confirmed.committedOffset())) {
      activity = Activity.ACTIVE;
    } else if (confirmed.at().isAfter(earliest)) {
      activity = Activity.IDLE;
    }
  }

  private boolean endsAnOutage(Instant at) {
    return lastWord != null && at.isAfter(lastWord.plus(LONGEST_VOUCHED));
  }
}
