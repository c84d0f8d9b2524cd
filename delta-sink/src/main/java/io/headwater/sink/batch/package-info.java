/**
 * What a table's worker has read and not committed yet: rows that travel together with the offset
 * they lead to, and the decision when a buffer becomes a commit. Nothing here does I/O or reads a
 * clock.
 */
@NullMarked
package io.headwater.sink.batch;

import org.jspecify.annotations.NullMarked;
