/** {@code bench restore}: how soon a stream that has lost its local state works again. */
@NullMarked
package io.headwater.bench.restore;

import org.jspecify.annotations.NullMarked;
