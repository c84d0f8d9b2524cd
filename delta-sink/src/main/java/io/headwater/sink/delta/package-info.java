/**
 * A Delta table as an exactly-once target: open or create it, append files together with the
 * offsets they came from in one atomic commit, and read back what it holds.
 *
 * <p>{@link io.headwater.sink.delta.TableLog} is our own interface; the classes behind it are the
 * only ones that know Delta Standalone, so that another library can take its place.
 */
@NullMarked
package io.headwater.sink.delta;

import org.jspecify.annotations.NullMarked;
