/**
 * What runs the tables' workers as an app: their threads, the clients' settings, the watch over the
 * broker, and what the outside sees: health, progress, metrics. {@link
 * io.headwater.sink.runtime.SinkProgress} is for those who start the sink as a part of something
 * else.
 */
@NullMarked
package io.headwater.sink.runtime;

import org.jspecify.annotations.NullMarked;
