package io.headwater.sink.parquet;

import io.headwater.model.EventTime;
import io.headwater.sink.parquet.RowLayout.Slot;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What the rows of a file have in one column. Rows are added one by one, while they are at hand:
 * going through a batch once for each column costs as much as writing it.
 */
abstract sealed class ColumnStats {

  private final String name;
  private long nulls;

  private ColumnStats(Slot slot) {
    name = slot.column().name();
  }

  /** Statistics of no rows yet. */
  static ColumnStats of(Slot slot) {
    return switch (slot.column().type()) {
      case INT, LONG, TIMESTAMP, DATE -> new Wholes(slot);
      case DOUBLE -> new Doubles(slot);
      case STRING -> new Texts(slot);
      case BOOLEAN, STRING_LIST, HEADER_LIST -> new Unbounded(slot);
    };
  }

  String name() {
    return name;
  }

  long nulls() {
    return nulls;
  }

  final void addNull() {
    nulls++;
  }

  abstract void add(Row row);

  /** Whether there are bounds: the type has them, and some row has a value. */
  abstract boolean isBounded();

  /** Writes the lower bound as a property. */
  abstract void writeMin(JsonGenerator json);

  /** Writes the upper bound as a property. */
  abstract void writeMax(JsonGenerator json);

  private static final class Wholes extends ColumnStats {
    private static final DateTimeFormatter MILLIS =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Slot slot;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    Wholes(Slot slot) {
      super(slot);
      this.slot = slot;
    }

    @Override
    void add(Row row) {
      if (row.hasNumber(slot.index())) {
        long number = row.number(slot.index());
        min = Math.min(min, number);
        max = Math.max(max, number);
      } else {
        addNull();
      }
    }

    @Override
    boolean isBounded() {
      return min <= max;
    }

    @Override
    void writeMin(JsonGenerator json) {
      write(json, min);
    }

    @Override
    void writeMax(JsonGenerator json) {
      write(json, max);
    }

    private void write(JsonGenerator json, long number) {
      switch (slot.column().type()) {
        case TIMESTAMP ->
            json.writeStringProperty(name(), MILLIS.format(EventTime.toInstant(number)));
        case DATE -> json.writeStringProperty(name(), LocalDate.ofEpochDay(number).toString());
        default -> json.writeNumberProperty(name(), number);
      }
    }
  }

  /** Math.min and max put -0.0 below 0.0, so the bounds hold whichever zero a reader asks for. */
  private static final class Doubles extends ColumnStats {
    private final int slot;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    Doubles(Slot slot) {
      super(slot);
      this.slot = slot.index();
    }

    @Override
    void add(Row row) {
      if (row.hasNumber(slot)) {
        double number = Double.longBitsToDouble(row.number(slot));
        min = Math.min(min, number);
        max = Math.max(max, number);
      } else {
        addNull();
      }
    }

    @Override
    boolean isBounded() {
      return min <= max;
    }

    @Override
    void writeMin(JsonGenerator json) {
      json.writeNumberProperty(name(), min);
    }

    @Override
    void writeMax(JsonGenerator json) {
      json.writeNumberProperty(name(), max);
    }
  }

  /** In the order of code points, which is that of their UTF-8 bytes. */
  private static final class Texts extends ColumnStats {
    private final int slot;
    private byte @Nullable [] min;
    private byte @Nullable [] max;
    private byte @Nullable [] last;

    Texts(Slot slot) {
      super(slot);
      this.slot = slot.index();
    }

    @Override
    void add(Row row) {
      byte[] text = row.text(slot);
      if (text == null) {
        addNull();
      } else if (text != last) { // sorted and pooled, rows mostly repeat their neighbour's text
        last = text;
        min = min == null || Arrays.compareUnsigned(text, min) < 0 ? text : min;
        max = max == null || Arrays.compareUnsigned(text, max) > 0 ? text : max;
      }
    }

    @Override
    boolean isBounded() {
      return last != null;
    }

    @Override
    void writeMin(JsonGenerator json) {
      json.writeStringProperty(name(), TextBounds.lower(min));
    }

    @Override
    void writeMax(JsonGenerator json) {
      json.writeStringProperty(name(), TextBounds.upper(max));
    }
  }

  /** Of a type that Delta has no bounds for. */
  private static final class Unbounded extends ColumnStats {
    private final Slot slot;

    Unbounded(Slot slot) {
      super(slot);
      this.slot = slot;
    }

    @Override
    void add(Row row) {
      boolean present = slot.isNumber() ? row.hasNumber(slot.index()) : row.hasText(slot.index());
      if (!present) {
        addNull();
      }
    }

    @Override
    boolean isBounded() {
      return false;
    }

    @Override
    void writeMin(JsonGenerator json) {
      throw new IllegalStateException(name() + " has no bounds");
    }

    @Override
    void writeMax(JsonGenerator json) {
      throw new IllegalStateException(name() + " has no bounds");
    }
  }
}
