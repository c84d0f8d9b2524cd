package io.headwater.sink.delta;

import java.util.List;

/** A table at one version: its files, and where the asked-for partitions stand, of one piece. */
public record TableSnapshot(List<ActiveFile> files, CommittedOffsets offsets) {

  public TableSnapshot {
    files = List.copyOf(files);
  }

  /** The table's version. */
  public long version() {
    return offsets.version();
  }
}
