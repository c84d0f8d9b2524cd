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
 * <p>A rejected record is seen here only by what is committed, which is a moment behind what there
 * is. So where there is always something unread, an answer that was given a while ago counts, once
 * all that was there then has been read.
 *
 * <p>Time goes on only as far as the broker vouches for it, with answers that are no more than
 * {@link #LONGEST_VOUCHED} apart. What lies between answers further apart was an outage, or the
 * process slept.
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

  /** An answer that found something unread; null when all that is known of was read. */
  private @Nullable Confirmed unread;

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
    if (confirmed.isEmpty()) {
      vouchedUntil = null;
      return Duration.ZERO;
    }
    return isNews(confirmed.get()) ? learn(confirmed.get()) : Duration.ZERO;
  }

  /**
   * What events and the broker say of the partition; null as long as they have said nothing that
   * decides.
   */
  @Nullable Activity activity() {
    return activity;
  }

  private boolean isNews(Confirmed confirmed) {
    return lastWord == null || confirmed.at().isAfter(lastWord);
  }

  private Duration learn(Confirmed confirmed) {
    if (endsAnOutage(confirmed.at())) {
      Instant again = confirmed.at().plus(silence);
      earliest = again.isAfter(earliest) ? again : earliest;
      activity = activity == null ? null : Activity.ACTIVE;
      vouchedUntil = null;
    }
    lastWord = confirmed.at();
    Instant until = nothingUntil(confirmed);
    if (until == null) {
      activity = Activity.ACTIVE;
    } else if (until.isAfter(earliest)) {
      activity = Activity.IDLE;
      Instant before = vouchedUntil == null ? until : vouchedUntil;
      vouchedUntil = until;
      return Duration.between(before, until);
    }
    return Duration.ZERO;
  }

  /** All that was there by then has been read; null when that cannot be said of any answer yet. */
  private @Nullable Instant nothingUntil(Confirmed now) {
    long read = Math.max(nextOffset, now.committedOffset());
    Confirmed before = unread;
    if (now.endOffset() <= read) {
      unread = null;
      return now.at();
    }
    if (before != null && before.endOffset() > read) {
      return null;
    }
    unread = now;
    return before == null ? null : before.at();
  }

  private boolean endsAnOutage(Instant at) {
    return lastWord != null && at.isAfter(lastWord.plus(LONGEST_VOUCHED));
  }
}
