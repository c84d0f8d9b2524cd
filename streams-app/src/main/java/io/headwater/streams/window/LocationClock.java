package io.headwater.streams.window;

import io.headwater.streams.time.Activity;
import io.headwater.streams.time.PartitionProgress;
import io.headwater.streams.time.StageWatermark;
import io.headwater.streams.time.UpstreamMark;
import io.headwater.streams.window.LocationMessage.Mark;
import io.headwater.streams.window.LocationStore.Progress;
import io.headwater.streams.window.LocationStore.WindowEnd;
import io.headwater.streams.window.WindowGrid.Aligned;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which windows by location are closed: those the slowest partition that is not idle has
 * passed. An idle partition holds back only the windows it has data in, until it has sent its part:
 * its own clock goes on at the pace of the wall clock, while the others may race through history.
 *
 * <p>What is closed stays closed, whoever wakes up. Pure.
 */
final class LocationClock {

  private final WindowGrid grid;
  private final Map<String, Aligned> windows;
  private final Map<Integer, Mark> marks;
  private final StageWatermark watermark;
  private final TreeSet<WindowEnd> held;
  private long through;

  /**
   * @param marks the last of each partition, as saved
   */
  LocationClock(WindowGrid grid, Collection<Mark> marks, Progress saved) {
    this.grid = grid;
    this.windows =
        grid.windows().stream().collect(Collectors.toMap(Aligned::name, Function.identity()));
    this.marks = new HashMap<>();
    marks.forEach(mark -> this.marks.put(mark.partition(), mark));
    this.watermark = new StageWatermark(upstream(this.marks), saved.watermark());
    this.held = new TreeSet<>(saved.held());
    this.through = saved.watermark();
  }

  /** A partition says how far it is. */
  void heard(Mark mark) {
    marks.put(mark.partition(), mark);
    watermark.heard(mark.partition(), upstream(mark));
  }

  /**
   * Asks about partitions that were idle before a restart.
   *
   * @return whether that is still open for one of them, and it is waited for
   */
  boolean isInDoubt(PartitionProgress broker, Instant began) {
    if (watermark.isInDoubt()) {
      watermark.settleDoubts(broker, began);
    }
    return watermark.isInDoubt();
  }

  /**
   * Moves on as far as the marks allow.
   *
   * @param partitions how many there are; nothing closes as long as that is unknown
   */
  void moveOn(OptionalInt partitions) {
    long now = watermark.current(partitions);
    if (now > through) {
      marks.values().forEach(mark -> holdBack(mark, now));
      through = now;
    }
    held.removeIf(window -> marks.values().stream().noneMatch(mark -> holds(mark, window)));
  }

  /** Whether those windows take no more partials. */
  boolean isClosed(WindowEnd window) {
    return window.end() <= through && !held.contains(window);
  }

  /** What must outlive the process, beside the marks. */
  Progress progress() {
    return new Progress(through, held.stream().toList());
  }

  /** Notes the windows up to {@code now} that wait for that partition. */
  private void holdBack(Mark mark, long now) {
    for (long start : mark.claims()) {
      for (Aligned window : grid.windows()) {
        long after = Math.max(through, mark.closedThrough());
        OptionalLong end = window.nextEnd(start, after);
        while (end.isPresent() && end.getAsLong() <= now) {
          held.add(new WindowEnd(end.getAsLong(), window.name()));
          end = window.nextEnd(start, end.getAsLong());
        }
      }
    }
  }

  /** An active one that is so far behind has woken up, and what it claimed is not sent yet. */
  private boolean holds(Mark mark, WindowEnd window) {
    long start = window.end() - windows.get(window.window()).size();
    return mark.closedThrough() < window.end()
        && (mark.activity() == Activity.ACTIVE
            || mark.claims().stream().anyMatch(claim -> claim >= start && claim < window.end()));
  }

  private static Map<Integer, UpstreamMark> upstream(Map<Integer, Mark> marks) {
    return marks.values().stream()
        .collect(Collectors.toMap(Mark::partition, LocationClock::upstream));
  }

  private static UpstreamMark upstream(Mark mark) {
    return new UpstreamMark(mark.closedThrough(), mark.activity());
  }
}
