package io.headwater.sink.maintain;

import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.parquet.DataFile;
import java.util.List;

/** Files that are written and hold the rows of others, whose place they take once committed. */
public record Rewritten(List<ActiveFile> removed, List<DataFile> added) {

  public Rewritten {
    removed = List.copyOf(removed);
    added = List.copyOf(added);
  }
}
