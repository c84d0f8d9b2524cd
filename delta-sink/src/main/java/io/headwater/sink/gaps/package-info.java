/**
 * Gaps: what a table can never have, because its topic no longer holds it. {@link
 * io.headwater.sink.gaps.GapCheck} finds them, {@link io.headwater.sink.gaps.GapLedger} keeps them
 * in a table of their own, and {@link io.headwater.sink.gaps.Lives} tells which rows of a table
 * were read before and which after.
 */
@NullMarked
package io.headwater.sink.gaps;

import org.jspecify.annotations.NullMarked;
