package io.headwater.sink.worker;

import io.headwater.sink.batch.Incarnation;
import java.util.OptionalLong;

/**
 * From where a partition is read.
 *
 * @param offset the first one to read
 * @param committed the next offset by the table's account; empty if it has nothing of the partition
 * @param before what the table says its offsets are counted in
 * @param after what they are counted in from now on
 * @param ingestedNotBefore the earliest time, microseconds since the epoch, that may be given to a
 *     row, so that it can be told from rows of a topic that is gone
 */
record Start(
    long offset,
    OptionalLong committed,
    Incarnation before,
    Incarnation after,
    long ingestedNotBefore) {}
