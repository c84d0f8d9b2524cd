package io.headwater.sink.batch;

import io.headwater.sink.parquet.Row;
import java.util.Collections;
import java.util.List;

/**
 * What one commit is made of.
 *
 * @param rows of all partitions; none when only transaction markers were passed over
 * @param advances one for each partition that moves; never empty
 */
public record TableBatch(List<Row> rows, List<OffsetAdvance> advances) {

  public TableBatch {
    rows = Collections.unmodifiableList(rows); // half a million: not copied once more
    advances = List.copyOf(advances);
  }
}
