package io.headwater.sink.delta;

import io.delta.standalone.Operation;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.SetTransaction;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.parquet.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a commit writes into the log. */
final class AppendActions {

  private AppendActions() {}

  /** The files, and for each partition the next offset to read and what else is new of it. */
  static List<Action> of(String sinkId, List<DataFile> files, List<OffsetAdvance> advances) {
    List<Action> actions = new ArrayList<>();
    for (OffsetAdvance move : advances) {
      for (SinkTransaction number : SinkTransaction.of(sinkId, move)) {
        if (number.changes()) {
          // Without a time of its last update it can never be taken for outdated and be forgotten.
          actions.add(
              new SetTransaction(number.appId(), number.version().orElseThrow(), Optional.empty()));
        }
      }
    }
    for (DataFile file : files) {
      actions.add(
          AddFile.builder(
                  file.relativePath(),
                  file.partitionValues(),
                  file.sizeBytes(),
                  file.modificationTimeMillis(),
                  true)
              .stats(RawJson.quoted(file.statsJson()))
              .build());
    }
    return actions;
  }

  /** What the table's history says about it. */
  static Operation operation(List<DataFile> files) {
    long rows = files.stream().mapToLong(DataFile::rows).sum();
    long bytes = files.stream().mapToLong(DataFile::sizeBytes).sum();
    return new Operation(
        Operation.Name.STREAMING_UPDATE,
        Map.of("outputMode", RawJson.quoted("Append")),
        Map.of(
            "numAddedFiles", Integer.toString(files.size()),
            "numOutputRows", Long.toString(rows),
            "numOutputBytes", Long.toString(bytes)));
  }
}
