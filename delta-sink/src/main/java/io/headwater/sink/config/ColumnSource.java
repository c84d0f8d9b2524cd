package io.headwater.sink.config;

/** Where the value of a column comes from. */
public sealed interface ColumnSource {

  /** The field of the topic's JSON that has the column's name. */
  record Field() implements ColumnSource {}

  /** The Kafka record the sink read, and when it read it. */
  enum Lineage implements ColumnSource {
    /** The record's partition. */
    PARTITION,
    /** The record's offset. */
    OFFSET,
    /** The record's own timestamp. */
    TIMESTAMP,
    /** When the sink took the record in. */
    INGESTED_AT
  }

  /**
   * The date, in UTC, of another column of the same row.
   *
   * @param column the name of a required column of type {@link ColumnType#TIMESTAMP}
   */
  record DateOf(String column) implements ColumnSource {}
}
