/** How soon after an event its results can be read, at a steady rate: {@code bench latency}. */
@NullMarked
package io.headwater.bench.latency;

import org.jspecify.annotations.NullMarked;
