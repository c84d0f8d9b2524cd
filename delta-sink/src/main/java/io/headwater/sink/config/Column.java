package io.headwater.sink.config;

/**
 * A column of a table.
 *
 * @param nullable whether the contract allows a row without a value
 * @param comment one phrase for whoever reads the table's schema
 */
public record Column(
    String name, ColumnType type, boolean nullable, String comment, ColumnSource source) {

  /** A field every record of the topic has. */
  static Column required(String name, ColumnType type, String comment) {
    return new Column(name, type, false, comment, new ColumnSource.Field());
  }

  /** A field that may be null or absent. */
  static Column optional(String name, ColumnType type, String comment) {
    return new Column(name, type, true, comment, new ColumnSource.Field());
  }

  /** The date, in UTC, of {@code timestamp}. */
  static Column dateOf(String timestamp, String name) {
    return new Column(
        name,
        ColumnType.DATE,
        false,
        "date of " + timestamp + ", UTC",
        new ColumnSource.DateOf(timestamp));
  }
}
