package io.headwater.sink.parquet;

import java.util.Map;

/**
 * A Parquet file that is written, closed and durable, and that no commit names yet.
 *
 * @param relativePath from the table's root, percent-encoded as Delta wants it in {@code
 *     AddFile.path}
 * @param partitionValues as Delta writes them, a value for every partition column
 * @param modificationTimeMillis since the epoch
 * @param rows how many the file holds, which its statistics say too
 * @param statsJson the file's Delta statistics: the plain text of one JSON object. Delta Standalone
 *     copies {@code AddFile.stats} into the log unquoted, so it must be given this text as a quoted
 *     JSON string
 */
public record DataFile(
    String relativePath,
    Map<String, String> partitionValues,
    long sizeBytes,
    long modificationTimeMillis,
    long rows,
    String statsJson) {

  public DataFile {
    partitionValues = Map.copyOf(partitionValues);
  }
}
