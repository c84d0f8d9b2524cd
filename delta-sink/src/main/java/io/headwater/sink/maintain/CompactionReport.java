package io.headwater.sink.maintain;

import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.parquet.DataFile;

/**
 * What a compaction did.
 *
 * @param commits of the table
 * @param outdated groups of files that were rewritten in vain, because somebody else was faster
 * @param filesBefore that became {@code filesAfter}
 * @param rows that were written again
 */
public record CompactionReport(
    int commits,
    int outdated,
    long filesBefore,
    long filesAfter,
    long bytesBefore,
    long bytesAfter,
    long rows) {

  /** Nothing was worth it. */
  public static final CompactionReport NOTHING = new CompactionReport(0, 0, 0, 0, 0, 0, 0);

  CompactionReport plus(Rewritten rewritten, boolean committed) {
    if (!committed) {
      return new CompactionReport(
          commits, outdated + 1, filesBefore, filesAfter, bytesBefore, bytesAfter, rows);
    }
    return new CompactionReport(
        commits + 1,
        outdated,
        filesBefore + rewritten.removed().size(),
        filesAfter + rewritten.added().size(),
        bytesBefore + rewritten.removed().stream().mapToLong(ActiveFile::sizeBytes).sum(),
        bytesAfter + rewritten.added().stream().mapToLong(DataFile::sizeBytes).sum(),
        rows + rewritten.added().stream().mapToLong(DataFile::rows).sum());
  }
}
