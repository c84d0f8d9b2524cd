package io.headwater.sink.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A Delta table and the topic it holds: one row a record.
 *
 * @param name of the table, which is also its folder under {@code headwater.delta.base-path}
 * @param description one sentence for whoever looks at the table
 * @param topic where its rows come from; empty for a table the sink keeps for itself
 * @param columns all of them, in the table's order, partition columns included
 * @param partitionColumns names of the columns whose values make the folders; Delta keeps them in
 *     its log, not in the data files
 * @param sortColumns names of the columns by which the rows of a file are sorted, so that readers
 *     can skip files and pages
 */
public record TableDefinition(
    String name,
    String description,
    String topic,
    List<Column> columns,
    List<String> partitionColumns,
    List<String> sortColumns) {

  /** The table of a topic. */
  public TableDefinition(
      String name,
      String topic,
      List<Column> columns,
      List<String> partitionColumns,
      List<String> sortColumns) {
    this(
        name,
        "One row for each record of the Kafka topic " + topic,
        topic,
        columns,
        partitionColumns,
        sortColumns);
  }

  public TableDefinition {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
    sortColumns = List.copyOf(sortColumns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(name + " has two columns " + column.name());
      }
    }
    requireKnown(name, names, partitionColumns);
    requireKnown(name, names, sortColumns);
  }

  /**
   * The column of that name.
   *
   * @throws IllegalArgumentException when the table has none
   */
  public Column column(String wanted) {
    return columns.stream()
        .filter(column -> column.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Table " + name + " has no column " + wanted));
  }

  /** The columns that data files hold: all but the partition columns. */
  public List<Column> dataColumns() {
    return columns.stream().filter(column -> !partitionColumns.contains(column.name())).toList();
  }

  private static void requireKnown(String table, Set<String> known, List<String> names) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(table + " has no column " + name);
      }
    }
  }
}
