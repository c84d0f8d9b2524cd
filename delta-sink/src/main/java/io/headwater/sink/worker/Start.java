package io.headwater.sink.worker;

import io.headwater.sink.batch.Incarnation;

/**
 * From where a partition is read.
 *
 * @param offset the next offset by the table's account, the first one to read
 * @param before what the table says its offsets are counted in
 * @param after what they are counted in from now on
 * @param ingestedNotBefore the earliest time, microseconds since the epoch, that may be given to a
 *     row, so that it can be told from rows of a topic that is gone
 */
record Start(long offset, Incarnation before, Incarnation after, long ingestedNotBefore) {}
