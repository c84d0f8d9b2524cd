package io.headwater.sink.parquet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where rows are put together, one after the other. The values of {@link #ROWS} of them lie in the
 * same two arrays: hundreds of thousands of rows wait for their flush, and each object of theirs is
 * one that the garbage collector has to follow and to move.
 *
 * <p>A row keeps those beside it alive, with their texts. So rows of large texts share with few:
 * what is held beyond the rows that are wanted is a block, and its texts {@link #TEXT_BYTES} and
 * those of one row more. Not safe for use by several threads.
 */
final class RowRoom {

  static final int ROWS = 128;

  /** Ends a block early. Ordinary rows, whose texts are mostly shared, never come to it. */
  static final int TEXT_BYTES = 64 << 10;

  private final int numbersOfARow;
  private final int textsOfARow;
  private final int bytesOfARow;
  private long[] numbers = {};
  private @Nullable Object[] texts = {};
  private int rows = ROWS;
  private long textBytesOfBlock;
  private boolean begun;

  RowRoom(RowLayout layout) {
    numbersOfARow = layout.numbers();
    textsOfARow = layout.texts();
    bytesOfARow = HeapSize.ofRow(numbersOfARow, textsOfARow);
  }

  /** Begins a row without values. One that was begun before and never finished is forgotten. */
  void begin() {
    if (rows == ROWS) {
      numbers = new long[ROWS * numbersOfARow];
      texts = new Object[ROWS * textsOfARow];
      rows = 0;
      textBytesOfBlock = 0;
    } else if (begun) {
      Arrays.fill(numbers, firstNumber(), firstNumber() + numbersOfARow, 0);
      Arrays.fill(texts, firstText(), firstText() + textsOfARow, null);
    }
    begun = true;
  }

  void number(int slot, long number) {
    numbers[firstNumber() + slot] = number;
  }

  void text(int slot, Object text) {
    texts[firstText() + slot] = text;
  }

  /**
   * The row that was begun.
   *
   * @param absentNumbers the bit of each slot without a number
   * @param textBytes what its texts take of the heap, shared ones left out
   */
  Row finish(long absentNumbers, int textBytes) {
    Row row =
        new Row(numbers, firstNumber(), absentNumbers, texts, firstText(), bytesOfARow + textBytes);
    textBytesOfBlock += textBytes;
    rows = textBytesOfBlock < TEXT_BYTES ? rows + 1 : ROWS;
    begun = false;
    return row;
  }

  private int firstNumber() {
    return rows * numbersOfARow;
  }

  private int firstText() {
    return rows * textsOfARow;
  }
}
