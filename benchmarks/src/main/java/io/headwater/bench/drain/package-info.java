/** {@code bench drain}: how fast the stream gets through a backlog, and what an event costs. */
@NullMarked
package io.headwater.bench.drain;

import org.jspecify.annotations.NullMarked;
