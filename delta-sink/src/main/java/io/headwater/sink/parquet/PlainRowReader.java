package io.headwater.sink.parquet;

import io.headwater.model.json.plain.PlainObject;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.RowLayout.Slot;

/**
 * Reads the records that the stream mostly writes: plain objects with the table's own fields. It
 * refuses nothing: what it does not take may still be a row.
 *
 * <p>Not safe for use by several threads at once.
 */
final class PlainRowReader {

  private final Slot[] fields;
  private final boolean[] partitions; // whether it is a partition column, which is never empty
  private final PlainObject json;
  private final long required;
  private final TextPool pool;

  /** Where the texts stand: they are made only when it is known that they are wanted. */
  private final int[] starts;

  private final int[] lengths;
  private long texts;
  private long present;

  /**
   * @param required the bits of the fields that must have a value
   */
  PlainRowReader(RowLayout layout, long required, TextPool pool) {
    TableDefinition table = layout.table();
    fields = layout.fields().toArray(Slot[]::new);
    String[] names = new String[fields.length];
    partitions = new boolean[fields.length];
    for (int field = 0; field < fields.length; field++) {
      names[field] = fields[field].column().name();
      partitions[field] = table.partitionColumns().contains(names[field]);
    }
    json = new PlainObject(names);
    this.required = required;
    this.pool = pool;
    starts = new int[fields.length];
    lengths = new int[fields.length];
  }

  /** Writes the fields of {@code value} into the row; false when in doubt, with a row half full. */
  boolean read(byte[] value, RowRoom row) {
    present = 0;
    texts = 0;
    json.begin(value);
    int field = json.nextField();
    while (field >= 0) {
      if (!json.isNull()) {
        present |= 1L << field;
        if (!readValue(field, row)) {
          return false;
        }
      }
      field = json.nextField();
    }
    if (field != PlainObject.END || (required & ~present) != 0) {
      return false;
    }
    for (long left = texts; left != 0; left &= left - 1) {
      int text = Long.numberOfTrailingZeros(left);
      row.text(fields[text].index(), pool.ascii(value, starts[text], lengths[text]));
    }
    return true;
  }

  /** The bit of each field that had a value. */
  long present() {
    return present;
  }

  private boolean readValue(int field, RowRoom row) {
    int slot = fields[field].index();
    switch (fields[field].column().type()) {
      case INT -> {
        long number = json.integer();
        row.number(slot, number);
        return number == (int) number;
      }
      case LONG -> row.number(slot, json.integer());
      case DOUBLE -> {
        double number = json.number();
        row.number(slot, Double.doubleToRawLongBits(number));
        return Double.isFinite(number);
      }
      case BOOLEAN -> row.number(slot, json.flag() ? 1 : 0);
      case TIMESTAMP -> row.number(slot, json.time());
      case STRING -> {
        texts |= 1L << field;
        boolean plain = json.text();
        starts[field] = json.textStart();
        lengths[field] = json.textLength();
        return plain && (lengths[field] > 0 || !partitions[field]);
      }
      case STRING_LIST, HEADER_LIST -> {
        json.emptyList();
        row.text(slot, FieldReader.NO_ELEMENTS);
      }
      case DATE -> throw new IllegalStateException(fields[field].toString());
    }
    return true;
  }
}
