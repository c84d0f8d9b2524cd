package io.headwater.sink.parquet;

import org.jspecify.annotations.Nullable;

/**
 * A row of one table, immutable and small: made by a {@link RowMapper}.
 *
 * <p>Which column is in which place of the two arrays is the {@link RowLayout}'s business. Numbers
 * of every kind lie in one array, which rows made one after the other share, as they do the one of
 * texts; texts are UTF-8, as Parquet wants them, and equal ones are mostly one object.
 */
public final class Row {

  private final long[] numbers;
  private final @Nullable Object[] texts;
  private final int firstNumber;
  private final int firstText;
  private final long absentNumbers;
  private final int estimatedBytes;

  /**
   * @param numbers by slot, from {@code firstNumber} on; not copied
   * @param absentNumbers the bit of each slot without a number
   * @param texts by slot, from {@code firstText} on; not copied: {@code byte[]}, or for a list
   *     {@code byte[][]}
   */
  Row(
      long[] numbers,
      int firstNumber,
      long absentNumbers,
      @Nullable Object[] texts,
      int firstText,
      int estimatedBytes) {
    this.numbers = numbers;
    this.firstNumber = firstNumber;
    this.absentNumbers = absentNumbers;
    this.texts = texts;
    this.firstText = firstText;
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
    return numbers[firstNumber + slot];
  }

  boolean hasText(int slot) {
    return texts[firstText + slot] != null;
  }

  byte @Nullable [] text(int slot) {
    return (byte[]) texts[firstText + slot];
  }

  byte @Nullable [] @Nullable [] list(int slot) {
    return (byte[][]) texts[firstText + slot];
  }
}
