package io.headwater.sink.maintain;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What time it is, for somebody who deletes files by their age. The age of a file is the storage's
 * word, so the storage is asked what time it is, too: a clock of ours that runs ahead would make
 * young files old.
 */
final class StorageClock {

  private final Configuration hadoop;
  private final InstantSource clock;

  StorageClock(Configuration hadoop, InstantSource clock) {
    this.hadoop = hadoop;
    this.clock = clock;
  }

  /**
   * The earlier of our time and the storage's, so that files are rather too young than too old.
   *
   * @param log the table's log folder, where a file is made for a moment
   * @throws IOException when that file cannot be made
   */
  Instant now(Path log) throws IOException {
    FileSystem storage = log.getFileSystem(hadoop);
    // The name of a draft: one that stays behind goes with the log's other drafts.
    Path probe = new Path(log, ".clock." + UUID.randomUUID() + ".tmp");
    try (OutputStream out = storage.create(probe, false)) {
      out.write('\n');
    }
    Instant there = Instant.ofEpochMilli(storage.getFileStatus(probe).getModificationTime());
    storage.delete(probe, false);
    Instant here = clock.instant();
    return here.isBefore(there) ? here : there;
  }
}
