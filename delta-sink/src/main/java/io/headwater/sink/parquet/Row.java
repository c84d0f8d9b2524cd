package io.headwater.sink.parquet;

import org.jspecify.annotations.Nullable;

/**
 * A row of one table, immutable and small: made by a {@link RowMapper}.
 *
 * <p>Which column is in which place of the two arrays is the {@link RowLayout}'s business. Numbers
 * of every kind lie in one array, so that a row is three objects and its texts; texts are UTF-8, as
 * Parquet wants them, and equal ones are mostly one object.
 */
public final class Row {

  private final long[] numbers;
  private final long absentNumbers;
  private final @Nullable Object[] texts;
  private final int estimatedBytes;

  /**
   * @param numbers by slot; not copied
   * @param absentNumbers the bit of each slot without a number
   * @param texts by slot; not copied: {@code byte[]}, or for a list {@code byte[][]}
   */
  Row(long[] numbers, long absentNumbers, @Nullable Object[] texts, int estimatedBytes) {
    this.numbers = numbers;
    this.absentNumbers = absentNumbers;
    this.texts = texts;
    this.estimatedBytes = estimatedBytes;
  }

  /**
   * What the row holds of the heap, in bytes, with compressed references (a heap below 32 GB).
   *
   * <p>A text shared by many rows counts in the row that was first to hold it.
   */
  public long estimatedBytes() {
    return estimatedBytes;
  }

  boolean hasNumber(int slot) {
    return (absentNumbers & (1L << slot)) == 0;
  }

  long number(int slot) {
    return numbers[slot];
  }

  boolean hasText(int slot) {
    return texts[slot] != null;
  }

  byte @Nullable [] text(int slot) {
    return (byte[]) texts[slot];
  }

  byte @Nullable [] @Nullable [] list(int slot) {
    return (byte[][]) texts[slot];
  }
}
