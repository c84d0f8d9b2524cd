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
 * be late. A rejected record is no event here: it says nothing of event time.
 *
 * <p>Time goes on only as far as the broker vouches for it: each answer vouches for the time since
 * the answer before, but for no more than {@link #LONGEST_VOUCHED}. What lies between answers
 * further apart was an outage, or the process slept.
 *
 * <p>What is known here starts afresh with the task; an offset read before that is in the committed
 * offset.
 */
final class IdlePartition {

  /** Five times the period in which the broker is asked. */
  static final Duration LONGEST_VOUCHED = Duration.ofSeconds(5);

  private final Duration timeout;
  private Instant lastEvent;
  private long nextOffset;
  private @Nullable Instant vouchedUntil;

  IdlePartition(Duration timeout, Instant start) {
    this.timeout = timeout;
    this.lastEvent = start;
  }

  /** An event of the partition was read. */
  void eventRead(long offset, Instant at) {
    lastEvent = at;
    nextOffset = offset + 1;
    vouchedUntil = null;
  }

  /**
   * How far the watermark may move on now. The first answer that finds the partition idle moves
   * nothing: time goes on from there, it does not jump.
   */
  Duration advance(Optional<Confirmed> confirmed) {
    if (confirmed.isEmpty() || !isIdle(confirmed.get())) {
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

  private boolean isIdle(Confirmed confirmed) {
    return confirmed.at().isAfter(lastEvent.plus(timeout))
        && confirmed.endOffset() <= Math.max(nextOffset, confirmed.committedOffset());
  }
}
