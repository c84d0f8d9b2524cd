package io.headwater.sink.gaps;

import io.headwater.sink.batch.Incarnation;

/**
 * A gap as the ledger has it.
 *
 * @param number of the gap among those of its partition and sink, from 1
 * @param detectedAtMillis since the epoch. Rows of the table that were ingested before it were read
 *     before the gap; the sink sees to it that those read behind it were ingested at it or later,
 *     whatever the clocks say
 */
public record RecordedGap(Gap gap, long number, long detectedAtMillis) {

  /** What offsets behind the gap are counted in. */
  public Incarnation after() {
    return new Incarnation(gap.before().in(gap.topic()).topic(), number);
  }
}
