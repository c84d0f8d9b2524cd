package io.headwater.sink.delta;

import io.headwater.sink.parquet.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A log entry that changes the files of a table and none of its rows. Each file says so ({@code
 * dataChange=false}), so that whoever streams from the table sees no row twice.
 */
final class ReplaceEntry {

  private ReplaceEntry() {}

  /**
   * Its lines.
   *
   * @param base the version the entry is based on
   * @param nowMillis since the epoch: when the files went
   */
  static List<String> lines(
      long base, List<ActiveFile> removed, List<DataFile> added, long nowMillis) {
    List<String> lines = new ArrayList<>(1 + removed.size() + added.size());
    lines.add(
        EntryLines.commitInfo(
            "OPTIMIZE",
            Map.of("predicate", "[]"),
            base,
            false,
            Map.of(
                "numRemovedFiles", Integer.toString(removed.size()),
                "numRemovedBytes",
                    Long.toString(removed.stream().mapToLong(ActiveFile::sizeBytes).sum()),
                "numAddedFiles", Integer.toString(added.size()),
                "numAddedBytes", Long.toString(added.stream().mapToLong(DataFile::sizeBytes).sum()),
                "numOutputRows", Long.toString(added.stream().mapToLong(DataFile::rows).sum())),
            nowMillis));
    removed.forEach(file -> lines.add(EntryLines.removeOfRewritten(file, nowMillis)));
    added.forEach(file -> lines.add(EntryLines.add(file, false)));
    return lines;
  }
}
