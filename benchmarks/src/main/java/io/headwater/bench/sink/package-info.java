/** {@code bench sink}: how fast the sink gets a topic into its table, and what a row costs. */
@NullMarked
package io.headwater.bench.sink;

import org.jspecify.annotations.NullMarked;
