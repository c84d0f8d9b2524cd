/**
 * {@code bench closing}: how long detection is held up while all windows of a full minute or hour
 * are closed.
 */
@NullMarked
package io.headwater.bench.closing;

import org.jspecify.annotations.NullMarked;
