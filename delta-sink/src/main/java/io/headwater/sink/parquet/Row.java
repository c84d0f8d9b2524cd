package io.headwater.sink.parquet;

/** A row of one table, immutable and small: made by a {@link RowMapper}. */
public final class Row {

  private final long estimatedBytes;

  Row(long estimatedBytes) {
    this.estimatedBytes = estimatedBytes;
  }

  /** What the row holds of the heap, in bytes; texts shared with other rows are counted once. */
  public long estimatedBytes() {
    return estimatedBytes;
  }
}
