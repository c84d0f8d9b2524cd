package io.headwater.streams.window;

import io.headwater.model.WindowAggregate;
import io.headwater.streams.window.LocationMessage.Partial;

/** Where closed windows go; each comes once, final. */
interface ClosedWindows {

  void window(WindowAggregate window);

  void partial(Partial partial);

  /** All windows and partials that end at {@code end} or before were given. */
  void through(long end);
}
