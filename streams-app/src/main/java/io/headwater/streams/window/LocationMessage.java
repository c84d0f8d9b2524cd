package io.headwater.streams.window;

import io.headwater.model.CloseReason;
import io.headwater.streams.time.Activity;
import java.util.List;

/**
 * What the window stage tells the location stage. All messages of an upstream partition come in the
 * order they were sent: a mark after the partials it vouches for.
 */
sealed interface LocationMessage {

  /** The upstream partition that says so. */
  int partition();

  /**
   * One partition's final part of a location window. It never changes: lateness was decided before.
   *
   * @param window the name of its kind
   * @param sensors distinct sensors of the partition that contributed; no other partition has them
   */
  record Partial(
      int partition,
      String window,
      long start,
      long end,
      Group group,
      Totals totals,
      long sensors,
      CloseReason reason)
      implements LocationMessage {}

  /**
   * How far a partition is.
   *
   * @param closedThrough all its partials of windows that end here or before were sent
   * @param claims of an idle partition the starts of the panes it holds: a window with one of them
   *     must wait for its partial all the same. An active one is waited for anyway
   */
  record Mark(int partition, long closedThrough, Activity activity, List<Long> claims)
      implements LocationMessage {
    public Mark {
      claims = List.copyOf(claims);
    }
  }
}
