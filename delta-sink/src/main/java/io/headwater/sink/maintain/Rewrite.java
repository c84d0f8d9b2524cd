package io.headwater.sink.maintain;

import io.headwater.sink.delta.ActiveFile;
import java.util.List;
import java.util.Map;

/**
 * Files of one table partition that are to become fewer and larger.
 *
 * @param partitionValues a value for every partition column
 * @param files two or more
 */
public record Rewrite(Map<String, String> partitionValues, List<ActiveFile> files) {

  public Rewrite {
    partitionValues = Map.copyOf(partitionValues);
    files = List.copyOf(files);
  }

  /** Their size together. */
  public long bytes() {
    return files.stream().mapToLong(ActiveFile::sizeBytes).sum();
  }

  /** Their rows together. */
  public long rows() {
    return files.stream().mapToLong(file -> file.rows().orElseThrow()).sum();
  }
}
