package io.headwater.streams.time;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides which news of a partition's time everybody must hear: not each small step, but the first,
 * when the partition falls idle or wakes, when its watermark reaches the end of a pane, for only
 * there do windows close, and in long panes now and then.
 *
 * <p>What was said before a restart is not known, so it is said again.
 */
final class MarkThinning {

  /** Silences are measured by what is told here; of what is longer than a minute, much is lost. */
  static final Duration LONGEST_STEP = Duration.ofSeconds(30);

  private static final long STEP = MICROSECONDS.convert(LONGEST_STEP);

  private final long pane;
  private @Nullable UpstreamMark last;

  MarkThinning(Duration pane) {
    this.pane = MICROSECONDS.convert(pane);
  }

  /** Whether to tell; then it counts as told. */
  boolean isNews(UpstreamMark now) {
    UpstreamMark before = last;
    boolean news =
        before == null
            || before.activity() != now.activity()
            || paneOf(before.watermark()) < paneOf(now.watermark())
            || before.watermark() + STEP <= now.watermark();
    if (news) {
      last = now;
    }
    return news;
  }

  private long paneOf(long watermark) {
    return Math.floorDiv(watermark, pane);
  }
}
