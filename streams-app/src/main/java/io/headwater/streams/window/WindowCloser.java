package io.headwater.streams.window;

import io.headwater.model.CloseReason;
import io.headwater.streams.time.Timed;
import io.headwater.streams.window.LocationMessage.Partial;
import io.headwater.streams.window.WindowGrid.Aligned;
import io.headwater.streams.window.WindowMerge.Merged;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Closes the aligned windows of one task: end after end, of each end one kind of window after the
 * other, of each window one series after the other. That is done in slices, so that a hundred
 * thousand windows that end at a full minute do not hold up the events that come meanwhile; none of
 * those can get into a window that waits to be sent.
 *
 * <p>The same pass adds up what the task knows of each location window.
 */
final class WindowCloser implements AutoCloseable {

  /** What sending a window costs, in panes read. */
  private static final int SENDING = 4;

  private final int partition;
  private final WindowGrid grid;
  private final PaneStore panes;
  private final Closing closing;
  private final ClosedWindows closed;

  private @Nullable WindowMerge merge;
  private @Nullable GroupTotals group;
  private long nextPane;

  WindowCloser(
      int partition, WindowGrid grid, PaneStore panes, Closing closing, ClosedWindows closed) {
    this.partition = partition;
    this.grid = grid;
    this.panes = panes;
    this.closing = closing;
    this.closed = closed;
    this.nextPane = closing.through();
  }

  /**
   * Goes on for a slice.
   *
   * @param budget in panes read, give or take what one series takes
   * @return what is left of it; more than nothing when there was not so much to do
   */
  int work(int budget) {
    int left = budget;
    if (isDone()) {
      return left;
    }
    while (left > 0 && closing.through() < target()) {
      left = closing.position() == null ? begin(expire(left)) : goOn(closing.position(), left);
    }
    left = expire(left);
    if (left > 0) {
      // nothing to do before the watermark comes to the next pane
      nextPane = closing.through() + grid.pane();
    }
    return left;
  }

  /** Whether all that the watermark has passed was sent, and what nobody needs is gone. */
  boolean isDone() {
    long watermark = closing.reached().highest();
    return watermark == Timed.NO_WATERMARK || watermark < nextPane;
  }

  /** Whether the watermark has passed another pane since there was something to close. */
  boolean isBehind() {
    return !isDone() && nextPane <= closing.reached().highest() - grid.pane();
  }

  @Override
  public void close() {
    if (merge != null) {
      merge.close();
      merge = null;
    }
  }

  private long target() {
    return grid.paneStart(closing.reached().highest());
  }

  /** Turns to the next end of a window that holds anything, and to its first kind of window. */
  private int begin(int budget) {
    OptionalLong end = nextEnd();
    if (end.isEmpty()) {
      done(target());
      return budget;
    }
    return turnTo(0, end.getAsLong(), budget);
  }

  private OptionalLong nextEnd() {
    long next = Long.MAX_VALUE;
    for (long start : panes.starts()) {
      if (start >= next) {
        break; // nothing that starts later ends before
      }
      next = Math.min(next, grid.nextEnd(start, closing.through()).orElse(next));
    }
    return next <= target() ? OptionalLong.of(next) : OptionalLong.empty();
  }

  private int turnTo(int window, long end, int budget) {
    List<Aligned> windows = grid.windows();
    for (int each = window; each < windows.size(); each++) {
      if (windows.get(each).endsAt(end)) {
        closing.at(new ClosingPosition(each, end, null, null));
        return budget;
      }
    }
    done(end);
    return budget - 1;
  }

  private int goOn(ClosingPosition position, int budget) {
    Aligned window = grid.windows().get(position.window());
    WindowMerge series = merge == null ? open(window, position) : merge;
    CloseReason reason = closing.reached().reasonFor(position.end());
    byte[] last = position.last();
    int left = budget;
    while (left > 0) {
      Merged next = series.next();
      left -= series.takeRead();
      if (next == null) {
        sendGroup(window, position.end(), reason);
        close();
        return turnTo(position.window() + 1, position.end(), left - SENDING);
      }
      last = next.seriesBytes();
      left -= send(next, window, position.end(), reason);
    }
    closing.at(new ClosingPosition(position.window(), position.end(), last, group));
    return left;
  }

  private WindowMerge open(Aligned window, ClosingPosition position) {
    long from = position.end() - window.size();
    panes.save();
    List<Long> starts =
        panes.starts().stream().filter(s -> s >= from && s < position.end()).toList();
    starts.forEach(panes::release);
    group = position.group();
    merge = new WindowMerge(panes, starts, position.end(), position.last());
    return merge;
  }

  private int send(Merged merged, Aligned window, long end, CloseReason reason) {
    closed.window(Windows.ofSensor(merged, window, end, reason));
    GroupTotals before = group;
    if (before != null && before.group().equals(merged.series().group())) {
      group = before.plus(merged.totals());
      return SENDING;
    }
    sendGroup(window, end, reason);
    group = GroupTotals.of(merged.series(), merged.totals());
    return 2 * SENDING;
  }

  private void sendGroup(Aligned window, long end, CloseReason reason) {
    GroupTotals whole = group;
    if (whole != null) {
      closed.partial(
          new Partial(
              partition,
              window.name(),
              end - window.size(),
              end,
              whole.group(),
              whole.totals(),
              whole.sensors(),
              reason));
      group = null;
    }
  }

  private void done(long end) {
    closing.doneThrough(end);
    closed.through(end);
  }

  private int expire(int budget) {
    int left = budget;
    Long earliest = panes.earliest();
    while (left > 0 && earliest != null && grid.lastEnd(earliest) <= closing.through()) {
      left -= Math.max(1, panes.remove(earliest, left));
      earliest = panes.earliest();
    }
    return left;
  }
}
