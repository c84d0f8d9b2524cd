package io.headwater.sink.gaps;

import static io.headwater.sink.config.ColumnType.INT;
import static io.headwater.sink.config.ColumnType.LONG;
import static io.headwater.sink.config.ColumnType.STRING;
import static io.headwater.sink.config.ColumnType.TIMESTAMP;

import io.headwater.sink.config.Column;
import io.headwater.sink.config.ColumnSource;
import io.headwater.sink.config.ColumnSource.DateOf;
import io.headwater.sink.config.ColumnSource.Lineage;
import io.headwater.sink.config.ColumnType;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import java.util.List;

/** The ledger of gaps: a row for each gap that was recorded, of all tables beside it. */
public final class GapTable {

  /** The table's name. */
  public static final String NAME = "gaps";

  static final String TABLE_NAME = "table_name";
  static final String TOPIC = "topic";
  static final String KIND = "kind";
  static final String FIRST_OFFSET = "first_offset";
  static final String NEXT_OFFSET = "next_offset";
  static final String LOST_RECORDS = "lost_records";
  static final String TOPIC_BEFORE = "topic_number_before";
  static final String TOPIC_NOW = "topic_number";
  static final String SINK_ID = "sink_id";
  static final String GAP_NUMBER = "gap_number";
  static final String GAPS_BEFORE = "gaps_before";
  static final String MESSAGE = "message";
  static final String DETECTED_AT = "detected_at";

  private static final TableDefinition DEFINITION =
      new TableDefinition(
          NAME,
          "One row for each gap: what a table can never have, because its topic lost it",
          "",
          List.of(
              field(SINK_ID, STRING, false, "headwater.sink.id of the sink that found it"),
              field(TABLE_NAME, STRING, false, "the table that has the gap"),
              field(TOPIC, STRING, false, "the table's topic"),
              lineage(TableCatalog.KAFKA_PARTITION, INT, Lineage.PARTITION, "its partition"),
              field(GAP_NUMBER, LONG, false, "of this sink in this partition, from 1"),
              field(KIND, STRING, false, "retention, recreated or beyond_end"),
              lineage(
                  FIRST_OFFSET,
                  LONG,
                  Lineage.OFFSET,
                  "the table has everything before it, counted in the topic as it was"),
              field(
                  NEXT_OFFSET,
                  LONG,
                  false,
                  "the table goes on at it, counted in the topic as it was found"),
              field(
                  LOST_RECORDS,
                  LONG,
                  true,
                  "how many records were lost, at most; null when nobody can know"),
              field(
                  TOPIC_BEFORE,
                  LONG,
                  true,
                  "number made of the id of the topic as it was; null for unknown"),
              field(TOPIC_NOW, LONG, true, "the same of the topic as it was found"),
              field(GAPS_BEFORE, LONG, false, "number of the gap that was passed before this one"),
              field(MESSAGE, STRING, false, "one sentence for an operator"),
              lineage(
                  DETECTED_AT,
                  TIMESTAMP,
                  Lineage.TIMESTAMP,
                  "rows of the partition ingested before it were read before the gap"),
              lineage("recorded_at", TIMESTAMP, Lineage.INGESTED_AT, "when this row was written"),
              new Column(
                  "detected_date",
                  ColumnType.DATE,
                  false,
                  "date of detected_at, UTC",
                  new DateOf(DETECTED_AT))),
          List.of("detected_date"),
          List.of(TABLE_NAME, TableCatalog.KAFKA_PARTITION, DETECTED_AT));

  private GapTable() {}

  /** Its columns. */
  public static TableDefinition definition() {
    return DEFINITION;
  }

  private static Column field(String name, ColumnType type, boolean nullable, String comment) {
    return new Column(name, type, nullable, comment, new ColumnSource.Field());
  }

  private static Column lineage(String name, ColumnType type, Lineage source, String comment) {
    return new Column(name, type, false, comment, source);
  }
}
