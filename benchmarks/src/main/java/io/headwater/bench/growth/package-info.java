/** {@code bench growth}: what an event costs with more sensors, partitions or threads. */
@NullMarked
package io.headwater.bench.growth;

import org.jspecify.annotations.NullMarked;
