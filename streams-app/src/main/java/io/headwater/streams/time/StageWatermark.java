package io.headwater.streams.time;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The watermark of a stage that reads what several partitions have sent it: that of the slowest
 * which may send more, so that a lagging partition loses nothing to a fast one.
 *
 * <p>An idle partition holds nobody back. When all are idle, none will send more, and time goes on
 * with the one that is farthest.
 *
 * <p>After a restart an idle partition is waited for like any other until it is heard again, or the
 * broker says that it has no more: otherwise the first to read what came meanwhile would make late
 * what the others have yet to read.
 *
 * <p>There is none until every partition was heard: the stage would not know whom it waits for. It
 * never goes back, whoever wakes. Not for several threads.
 */
public final class StageWatermark {

  private final Map<Integer, UpstreamMark> marks;

  /** Idle by their last word before the stage was saved: who knows what came since then. */
  private final Set<Integer> doubted = new HashSet<>();

  private long highest;
  private boolean mayHaveMoved = true;
  private OptionalInt partitionsBefore = OptionalInt.empty();

  /**
   * @param marks as they were saved, by partition; empty for a stage without a past
   * @param highest where it stood; {@link Timed#NO_WATERMARK} for a stage without a past
   */
  public StageWatermark(Map<Integer, UpstreamMark> marks, long highest) {
    this.marks = new HashMap<>(marks);
    this.highest = highest;
    marks.forEach(
        (partition, mark) -> {
          if (mark.activity() == Activity.IDLE) {
            doubted.add(partition);
          }
        });
  }

  /** A partition's latest word. Its watermark never goes back, though a message be repeated. */
  public void heard(int partition, UpstreamMark mark) {
    UpstreamMark before = marks.get(partition);
    UpstreamMark now =
        before == null || before.watermark() <= mark.watermark()
            ? mark
            : new UpstreamMark(before.watermark(), mark.activity());
    marks.put(partition, now);
    doubted.remove(partition);
    mayHaveMoved |= !wasAheadAnyway(before, now);
  }

  /** Whether a partition was idle before a restart, and it is not known whether it still is. */
  public boolean isInDoubt() {
    return !doubted.isEmpty();
  }

  /**
   * Believes the broker that a partition which was idle has had no more since then.
   *
   * @param began when this stage did: what the broker said before does not count
   */
  public void settleDoubts(PartitionProgress broker, Instant began) {
    mayHaveMoved |=
        doubted.removeIf(
            partition ->
                broker
                    .latest(partition)
                    .filter(said -> !said.at().isBefore(began))
                    .filter(said -> said.committedOffset() >= said.endOffset())
                    .isPresent());
  }

  /**
   * Where it stands now, in microseconds since the epoch, or {@link Timed#NO_WATERMARK}.
   *
   * @param partitions how many there are; as long as that is unknown it stays where it is
   */
  public long current(OptionalInt partitions) {
    if (mayHaveMoved || !partitions.equals(partitionsBefore)) {
      partitionsBefore = partitions;
      if (areAllHeard(partitions)) {
        highest = Math.max(highest, merged());
        mayHaveMoved = false;
      }
    }
    return highest;
  }

  /** {@link Activity#IDLE} when that is known of every partition. */
  public Activity activity(OptionalInt partitions) {
    boolean idle =
        areAllHeard(partitions)
            && doubted.isEmpty()
            && marks.values().stream().allMatch(mark -> mark.activity() == Activity.IDLE);
    return idle ? Activity.IDLE : Activity.ACTIVE;
  }

  /** What each partition last said, for saving. */
  public Map<Integer, UpstreamMark> marks() {
    return Map.copyOf(marks);
  }

  /** Most news is of a partition that nobody waits for; then there is nothing to work out. */
  private boolean wasAheadAnyway(@Nullable UpstreamMark before, UpstreamMark now) {
    return before != null
        && before.activity() == Activity.ACTIVE
        && now.activity() == Activity.ACTIVE
        && before.watermark() > highest;
  }

  private boolean areAllHeard(OptionalInt partitions) {
    if (partitions.isEmpty()) {
      return false;
    }
    for (int partition = 0; partition < partitions.getAsInt(); partition++) {
      if (!marks.containsKey(partition)) {
        return false;
      }
    }
    return true;
  }

  private long merged() {
    long slowest = Long.MAX_VALUE;
    long farthest = Timed.NO_WATERMARK;
    boolean anyAwaited = false;
    for (Map.Entry<Integer, UpstreamMark> each : marks.entrySet()) {
      UpstreamMark mark = each.getValue();
      if (mark.activity() == Activity.ACTIVE || doubted.contains(each.getKey())) {
        anyAwaited = true;
        slowest = Math.min(slowest, mark.watermark());
      } else {
        farthest = Math.max(farthest, mark.watermark());
      }
    }
    return anyAwaited ? slowest : farthest;
  }
}
