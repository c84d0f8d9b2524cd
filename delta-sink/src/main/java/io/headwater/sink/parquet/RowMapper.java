package io.headwater.sink.parquet;

import io.headwater.model.EventTime;
import io.headwater.model.json.ContractViolation;
import io.headwater.sink.config.ColumnSource.Lineage;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.RowLayout.Slot;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
  private final LineageWriter lineage;
  private final long required;
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
    reader = new FieldReader(table);
    lineage = new LineageWriter(layout);
    required = required(fields);
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
    try {
      return read(record, ingestedAt);
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

  private Row read(ConsumerRecord<byte[], byte[]> record, long ingestedAt) {
    byte[] value = record.value();
    if (value == null) {
      throw new ContractViolation("it has no value");
    }
    room.begin();
    long absent = 0;
    long seen = 0;
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
          seen |= once(seen, field);
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
    if ((required & ~seen) != 0) {
      int missing = Long.numberOfTrailingZeros(required & ~seen);
      throw new ContractViolation("field " + fields[missing].column().name() + " is missing");
    }
    for (int field = 0; field < fields.length; field++) {
      if ((seen & (1L << field)) == 0 && fields[field].isNumber()) {
        absent |= 1L << fields[field].index();
      }
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

  private static long required(Slot[] fields) {
    long required = 0;
    for (int field = 0; field < fields.length; field++) {
      if (!fields[field].column().nullable()) {
        required |= 1L << field;
      }
    }
    return required;
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
      row.number(timestamp, micros(record.timestamp()));
      row.number(ingestedAt, now);
    }

    private static long micros(long millis) {
      try {
        return EventTime.ofMillis(millis);
      } catch (ArithmeticException e) {
        throw new ContractViolation("its record timestamp, " + millis + " ms, is out of range", e);
      }
    }
  }
}
