/**
 * A recorded series of one sensor, played again as events. Only {@link
 * io.headwater.quickstart.replay.Series} reads files; nothing here reads a clock.
 */
@NullMarked
package io.headwater.quickstart.replay;

import org.jspecify.annotations.NullMarked;
