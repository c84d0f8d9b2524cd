package io.headwater.sink.config;

/** The types of column Headwater's tables have, named as Delta names them. */
public enum ColumnType {
  /** {@code string}. */
  STRING,
  /** {@code integer}, 32 bits. */
  INT,
  /** {@code long}, 64 bits. */
  LONG,
  /** {@code double}. */
  DOUBLE,
  /** {@code boolean}. */
  BOOLEAN,
  /** {@code timestamp}: an instant in UTC, to the microsecond. */
  TIMESTAMP,
  /** {@code date}: days since the epoch, in UTC. */
  DATE,
  /** {@code array<string>} without null elements. */
  STRING_LIST,
  /**
   * {@code array<struct<key: string, value_base64: string>>} without null elements: the headers of
   * a Kafka record. Every header has a key, but Delta knows no NOT NULL inside an array.
   */
  HEADER_LIST
}
