package io.headwater.sink.delta;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A data file of a table at one version.
 *
 * @param path as the log has it: URL-encoded, relative to the table's folder (or absolute, when
 *     another tool added the file)
 * @param partitionValues by partition column, as text; a null value is {@code null}
 * @param modificationTimeMillis since the epoch: when the file was written
 * @param stats Delta's statistics as JSON text; null when the writer left none
 */
public record ActiveFile(
    String path,
    Map<String, @Nullable String> partitionValues,
    long sizeBytes,
    long modificationTimeMillis,
    @Nullable String stats) {

  /** How many rows its statistics say it has; empty when they don't. */
  public OptionalLong rows() {
    return FileStatistics.numRecords(stats);
  }
}
