/**
 * The stage that sums events up in one-minute panes, and closes windows when the watermark passes
 * their end.
 */
@NullMarked
package io.headwater.streams.window;

import org.jspecify.annotations.NullMarked;
