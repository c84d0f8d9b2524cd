/** {@code bench idle}: what all of it takes when there is little to do. */
@NullMarked
package io.headwater.bench.idle;

import org.jspecify.annotations.NullMarked;
