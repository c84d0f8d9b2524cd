package io.headwater.sink.parquet;

import io.headwater.sink.parquet.RowLayout.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Reads the values of one column of a data file, row after row, into their slot. */
interface SlotReader {

  /** Reads the next row's value. */
  void read(Draft row);

  /** A row while it is read. */
  final class Draft {
    private final long[] numbers;
    private final @Nullable Object[] texts;
    private long absentNumbers;

    Draft(RowLayout layout) {
      numbers = new long[layout.numbers()];
      texts = new Object[layout.texts()];
    }

    /** The row; it goes straight into another file, so that nobody asks how much heap it takes. */
    Row row() {
      return new Row(numbers, 0, absentNumbers, texts, 0, 0);
    }
  }

  /**
   * The reader of a column that the file has.
   *
   * @param leaves the column, or for a list the columns that its elements are made of
   */
  static SlotReader of(Slot slot, List<ColumnReader> leaves) {
    int index = slot.index();
    ColumnReader column = leaves.get(0);
    return switch (slot.column().type()) {
      case INT, DATE -> new Numbers(index, column, ColumnReader::getInteger);
      case LONG, TIMESTAMP -> new Numbers(index, column, ColumnReader::getLong);
      case BOOLEAN -> new Numbers(index, column, reader -> reader.getBoolean() ? 1 : 0);
      case DOUBLE ->
          new Numbers(index, column, reader -> Double.doubleToRawLongBits(reader.getDouble()));
      case STRING -> new Strings(index, new Leaf(column));
      case STRING_LIST, HEADER_LIST ->
          new Lists(
              index, slot.column().nullable() ? 0 : -1, leaves.stream().map(Leaf::new).toList());
    };
  }

  /** The reader of a column that is younger than the file. */
  static SlotReader ofNothing(Slot slot) {
    return slot.isNumber() ? row -> row.absentNumbers |= 1L << slot.index() : row -> {};
  }

  /** The reader of a column whose value all rows of the file share, as a partition's do. */
  static SlotReader ofConstant(Slot slot, byte[] text) {
    return row -> row.texts[slot.index()] = text;
  }

  /** The column of numbers {@code number} reads. */
  record Numbers(int slot, ColumnReader column, ToLongFunction<ColumnReader> number)
      implements SlotReader {
    @Override
    public void read(Draft row) {
      if (Leaf.isPresent(column)) {
        row.numbers[slot] = number.applyAsLong(column);
      } else {
        row.absentNumbers |= 1L << slot;
      }
      column.consume();
    }
  }

  /** A column of texts. */
  record Strings(int slot, Leaf leaf) implements SlotReader {
    @Override
    public void read(Draft row) {
      row.texts[slot] = leaf.next();
    }
  }

  /**
   * A column of lists, by the columns their elements are made of, all of the same shape.
   *
   * @param nullLevel the definition level of a row without a list
   */
  record Lists(int slot, int nullLevel, List<Leaf> leaves) implements SlotReader {
    @Override
    public void read(Draft row) {
      Leaf first = leaves.get(0);
      boolean none = first.level() == nullLevel;
      boolean empty = !first.isPresent(); // the first of an element's texts is always there
      List<byte @Nullable []> texts = new ArrayList<>();
      do {
        for (Leaf leaf : leaves) {
          texts.add(leaf.next());
        }
      } while (first.isInsideRow());
      if (!none) {
        row.texts[slot] = empty ? new byte[0][] : texts.toArray(byte[][]::new);
      }
    }
  }

  /** A column of texts in the file. */
  final class Leaf {
    private final ColumnReader column;
    private @Nullable Binary last;
    private byte @Nullable [] lastText;

    Leaf(ColumnReader column) {
      this.column = column;
    }

    static boolean isPresent(ColumnReader column) {
      return column.getCurrentDefinitionLevel() == column.getDescriptor().getMaxDefinitionLevel();
    }

    boolean isPresent() {
      return isPresent(column);
    }

    int level() {
      return column.getCurrentDefinitionLevel();
    }

    boolean isInsideRow() {
      return column.getCurrentRepetitionLevel() > 0;
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut: another object is read, not misread
    byte @Nullable [] next() {
      byte[] text = null;
      if (isPresent()) {
        Binary binary = column.getBinary();
        // entries of a dictionary are one object each: most rows need no new text
        if (binary != last) {
          last = binary;
          lastText = binary.getBytes();
        }
        text = lastText;
      }
      column.consume();
      return text;
    }
  }
}
