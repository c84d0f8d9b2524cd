package io.headwater.sink.delta;

import io.delta.standalone.Operation;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.headwater.sink.parquet.DataFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a commit writes into the log that changes the files of a table and none of its rows. Each
 * file says so ({@code dataChange=false}), so that whoever streams from the table sees no row
 * twice.
 */
final class ReplaceActions {

  private ReplaceActions() {}

  /** The files that go, and those that come. */
  static List<Action> of(Collection<AddFile> removed, List<DataFile> added, long nowMillis) {
    List<Action> actions = new ArrayList<>();
    for (AddFile file : removed) {
      actions.add(file.remove(nowMillis, false));
    }
    for (DataFile file : added) {
      actions.add(
          AddFile.builder(
                  file.relativePath(),
                  file.partitionValues(),
                  file.sizeBytes(),
                  file.modificationTimeMillis(),
                  false)
              .stats(RawJson.quoted(file.statsJson()))
              .build());
    }
    return actions;
  }

  /** What the table's history says about it. Standalone knows no operation of a better name. */
  static Operation operation(Collection<AddFile> removed, List<DataFile> added) {
    long bytes = added.stream().mapToLong(DataFile::sizeBytes).sum();
    return new Operation(
        Operation.Name.MANUAL_UPDATE,
        Map.of("maintenance", RawJson.quoted("OPTIMIZE")),
        Map.of(
            "numRemovedFiles", Integer.toString(removed.size()),
            "numRemovedBytes", Long.toString(removed.stream().mapToLong(AddFile::getSize).sum()),
            "numAddedFiles", Integer.toString(added.size()),
            "numAddedBytes", Long.toString(bytes),
            "numOutputRows", Long.toString(added.stream().mapToLong(DataFile::rows).sum())));
  }
}
