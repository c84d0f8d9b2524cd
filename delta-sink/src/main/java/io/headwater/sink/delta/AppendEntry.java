package io.headwater.sink.delta;

import io.headwater.sink.parquet.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A log entry that adds files and moves offsets. */
final class AppendEntry {

  private AppendEntry() {}

  /**
   * Its lines.
   *
   * @param base the version the entry is based on
   * @param numbers what the table remembers of the sink's progress; those that stay are not written
   * @param nowMillis since the epoch, for the table's history
   */
  static List<String> lines(
      long base, List<DataFile> files, List<SinkTransaction> numbers, long nowMillis) {
    List<String> lines = new ArrayList<>(1 + files.size() + numbers.size());
    lines.add(
        EntryLines.commitInfo(
            "STREAMING UPDATE",
            Map.of("outputMode", "Append"),
            base,
            true,
            Map.of(
                "numAddedFiles", Integer.toString(files.size()),
                "numOutputRows", Long.toString(files.stream().mapToLong(DataFile::rows).sum()),
                "numOutputBytes",
                    Long.toString(files.stream().mapToLong(DataFile::sizeBytes).sum())),
            nowMillis));
    numbers.stream()
        .filter(SinkTransaction::changes)
        .forEach(number -> lines.add(EntryLines.transaction(number)));
    files.forEach(file -> lines.add(EntryLines.add(file, true)));
    return lines;
  }
}
