package io.headwater.streams.window;

import io.headwater.model.WindowSpec;
import io.headwater.model.WindowSpec.Sliding;
import io.headwater.model.WindowSpec.Tumbling;
import io.headwater.streams.config.WindowSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The grid that time is cut by: panes side by side, and the windows made of them, all aligned to
 * the epoch in UTC. Times are microseconds since the epoch; the end of anything belongs to what
 * follows.
 */
final class WindowGrid {

  private final long pane;
  private final List<Aligned> windows;

  /** A kind of window that is aligned: it starts each {@code slide}, and takes {@code size}. */
  record Aligned(String name, long size, long slide) {

    /** Whether a window of this kind ends at that time. */
    boolean endsAt(long time) {
      return Math.floorMod(time, slide) == 0;
    }

    /** The end of the last window that holds the pane. */
    long lastEnd(long paneStart) {
      return Math.floorDiv(paneStart, slide) * slide + size;
    }

    /** The first end after {@code time} of a window that holds the pane. */
    OptionalLong nextEnd(long paneStart, long time) {
      long next = (Math.floorDiv(Math.max(paneStart, time), slide) + 1) * slide;
      return next <= lastEnd(paneStart) ? OptionalLong.of(next) : OptionalLong.empty();
    }

    private static Aligned of(WindowSpec spec) {
      if (spec instanceof Tumbling tumbling) {
        return new Aligned(tumbling.name(), micros(tumbling.size()), micros(tumbling.size()));
      }
      if (spec instanceof Sliding sliding) {
        return new Aligned(sliding.name(), micros(sliding.size()), micros(sliding.slide()));
      }
      throw new IllegalArgumentException(spec + " is not aligned");
    }

    private static long micros(Duration duration) {
      return TimeUnit.MICROSECONDS.convert(duration);
    }
  }

  WindowGrid(WindowSettings settings) {
    this.pane = TimeUnit.MICROSECONDS.convert(settings.pane());
    this.windows = settings.aligned().stream().map(Aligned::of).toList();
  }

  /** The size of a pane. */
  long pane() {
    return pane;
  }

  List<Aligned> windows() {
    return windows;
  }

  /** The start of the pane that holds {@code time}. */
  long paneStart(long time) {
    return Math.floorDiv(time, pane) * pane;
  }

  /** The first end after {@code time} of any window that holds the pane. */
  OptionalLong nextEnd(long paneStart, long time) {
    OptionalLong next = OptionalLong.empty();
    for (Aligned window : windows) {
      OptionalLong end = window.nextEnd(paneStart, time);
      if (end.isPresent() && (next.isEmpty() || end.getAsLong() < next.getAsLong())) {
        next = end;
      }
    }
    return next;
  }

  /** When no window needs the pane any more. */
  long lastEnd(long paneStart) {
    long last = Long.MIN_VALUE;
    for (Aligned window : windows) {
      last = Math.max(last, window.lastEnd(paneStart));
    }
    return last;
  }
}
