package io.headwater.sink.delta;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Everything about a table at one version, for whoever looks at it.
 *
 * @param name its folder's name
 * @param location its folder, as a URI
 * @param description what its creator said it is; empty for nothing
 * @param createdMillis since the epoch; empty when it does not say
 * @param columns in their order
 * @param partitionColumns names of those whose values make the folders
 * @param properties its own settings
 * @param files the active ones
 * @param positions how far sinks got, sorted
 */
public record TableDescription(
    String name,
    String location,
    long version,
    String description,
    OptionalLong createdMillis,
    List<ColumnDescription> columns,
    List<String> partitionColumns,
    Map<String, String> properties,
    List<ActiveFile> files,
    List<SinkPosition> positions) {

  public TableDescription {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
    properties = Map.copyOf(properties);
    files = List.copyOf(files);
    positions = List.copyOf(positions);
  }

  /**
   * A column.
   *
   * @param type as SQL spells it
   * @param comment empty for none
   */
  public record ColumnDescription(String name, String type, boolean nullable, String comment) {}

  /**
   * How far a sink got in a partition.
   *
   * @param next the next offset to read
   */
  public record SinkPosition(String sinkId, String topic, int partition, long next) {}
}
