package io.headwater.sink.parquet;

import io.headwater.model.EventTime;
import io.headwater.model.json.ContractViolation;
import io.headwater.model.json.plain.Shortcut;
import io.headwater.sink.config.ColumnSource.Lineage;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.RowLayout.Slot;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.Named;

/**
 * Turns the records of a table's topic into rows. Fields the table does not have are ignored, so
 * that a newer writer never stops an older sink.
 *
 * <p>Not safe for use by several threads at once: give each thread its own.
 */
public final class RowMapper {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          // a parser a record: buffers that all tables share are fought for
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .build();

  private final RowLayout layout;
  private final Slot[] fields;
  private final PropertyNameMatcher names;
  private final FieldReader reader;
  private final PlainRowReader plain;
  private final Shortcut shortcut = new Shortcut();
  private final LineageWriter lineage;
  private final long required;
  private final long numbers;
  private final RowRoom room;

  public RowMapper(TableDefinition table) {
    layout = new RowLayout(table);
    fields = layout.fields().toArray(Slot[]::new);
    if (fields.length > Long.SIZE) {
      throw new IllegalArgumentException(
          "Table %s has %d fields, but only %d can be told apart"
              .formatted(table.name(), fields.length, Long.SIZE));
    }
    List<Named> wanted =
        layout.fields().stream().map(slot -> Named.fromString(slot.column().name())).toList();
    names = JSON.constructNameMatcher(wanted, false);
    TextPool pool = new TextPool();
    reader = new FieldReader(table, pool);
    required = bits(slot -> !slot.column().nullable());
    plain = new PlainRowReader(layout, required, pool);
    lineage = new LineageWriter(layout);
    numbers = bits(Slot::isNumber);
    room = new RowRoom(layout);
  }

  /**
   * The row {@code record} holds.
   *
   * @param ingestedAt now, in microseconds since the epoch
   * @throws ContractViolation when the record is not one of the table's topic: names its topic,
   *     partition and offset, and the field that is missing or wrong
   */
  public Row map(ConsumerRecord<byte[], byte[]> record, long ingestedAt) {
    byte[] value = record.value();
    if (value == null || !shortcut.isWorthATry()) {
      return parse(record, ingestedAt);
    }
    begin();
    if (!plain.read(value, room)) {
      shortcut.missed();
      return parse(record, ingestedAt);
    }
    shortcut.found();
    return finish(record, ingestedAt, plain.present());
  }

  /** The same as {@link #map}, by the parser alone, which alone refuses. */
  Row parse(ConsumerRecord<byte[], byte[]> record, long ingestedAt) {
    try {
      return finish(record, ingestedAt, parse(record.value()));
    } catch (ContractViolation | JacksonException violation) {
      throw new ContractViolation(
          "%s-%d at offset %d holds no row of table %s: %s"
              .formatted(
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  layout.table().name(),
                  violation instanceof JacksonException json
                      ? json.getOriginalMessage()
                      : violation.getMessage()),
          violation);
    }
  }

  /** Fills the room and tells the bit of each field that has a value. */
  private long parse(byte @Nullable [] value) {
    if (value == null) {
      throw new ContractViolation("it has no value");
    }
    begin();
    long present = 0;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new ContractViolation("it is no JSON object");
      }
      for (int field = json.nextNameMatch(names);
          field != PropertyNameMatcher.MATCH_END_OBJECT;
          field = json.nextNameMatch(names)) {
        if (field < 0) {
          json.nextToken();
          json.skipChildren();
          continue;
        }
        Slot slot = fields[field];
        if (json.nextToken() != JsonToken.VALUE_NULL) {
          present |= once(present, field);
          if (slot.isNumber()) {
            room.number(slot.index(), reader.number(json, slot.column()));
          } else {
            room.text(slot.index(), reader.text(json, slot.column()));
          }
        }
      }
      if (json.nextToken() != null) {
        throw new ContractViolation("something follows the JSON object");
      }
    }
    long absent = required & ~present;
    if (absent != 0) {
      int missing = Long.numberOfTrailingZeros(absent);
      throw new ContractViolation("field " + fields[missing].column().name() + " is missing");
    }
    return present;
  }

  /** A record that was refused may have left something. */
  private void begin() {
    room.begin();
    reader.takeStoredBytes();
  }

  private Row finish(ConsumerRecord<byte[], byte[]> record, long ingestedAt, long present) {
    long absent = 0;
    for (long left = numbers & ~present; left != 0; left &= left - 1) {
      absent |= 1L << fields[Long.numberOfTrailingZeros(left)].index();
    }
    lineage.write(record, ingestedAt, room);
    return room.finish(absent, reader.takeStoredBytes());
  }

  private long once(long seen, int field) {
    long bit = 1L << field;
    if ((seen & bit) != 0) {
      throw new ContractViolation("field " + fields[field].column().name() + " is there twice");
    }
    return bit;
  }

  private long bits(Predicate<Slot> wanted) {
    long bits = 0;
    for (int field = 0; field < fields.length; field++) {
      if (wanted.test(fields[field])) {
        bits |= 1L << field;
      }
    }
    return bits;
  }

  /** Writes where the row comes from. */
  private static final class LineageWriter {
    private final int partition;
    private final int offset;
    private final int timestamp;
    private final int ingestedAt;

    LineageWriter(RowLayout layout) {
      partition = layout.lineage(Lineage.PARTITION);
      offset = layout.lineage(Lineage.OFFSET);
      timestamp = layout.lineage(Lineage.TIMESTAMP);
      ingestedAt = layout.lineage(Lineage.INGESTED_AT);
    }

    void write(ConsumerRecord<byte[], byte[]> record, long now, RowRoom row) {
      row.number(partition, record.partition());
      row.number(offset, record.offset());
      row.number(timestamp, EventTime.ofMillis(record.timestamp()));
      row.number(ingestedAt, now);
    }
  }
}
