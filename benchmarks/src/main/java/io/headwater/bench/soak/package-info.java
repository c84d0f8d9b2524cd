/** {@code bench soak}: whether stream and sink take more and more the longer they run. */
@NullMarked
package io.headwater.bench.soak;

import org.jspecify.annotations.NullMarked;
