package io.headwater.sink.tables;

import io.headwater.sink.delta.log.LogAction;
import io.headwater.sink.delta.log.LogAction.Added;
import io.headwater.sink.delta.log.LogAction.Info;
import io.headwater.sink.delta.log.LogAction.Removed;
import io.headwater.sink.delta.log.LogFile;
import io.headwater.sink.delta.log.LogFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A version of a table, by its entry in the log.
 *
 * @param timeMillis when it was made, since the epoch: by the writer's clock if it says so, else by
 *     the storage's
 * @param rows how many were added, if the writer says so
 * @param engine who wrote it
 */
record Commit(
    long version,
    long timeMillis,
    String operation,
    OptionalLong rows,
    long filesAdded,
    long filesRemoved,
    long bytesAdded,
    String engine) {

  static Commit read(LogFolder log, long version, LogFile entry) throws IOException {
    List<LogAction> actions = new ArrayList<>();
    log.read(entry, actions::add);
    Info info =
        actions.stream()
            .filter(Info.class::isInstance)
            .map(Info.class::cast)
            .findFirst()
            .orElse(Info.NONE);
    return new Commit(
        version,
        info.timeMillis().orElse(entry.modifiedMillis()),
        info.operation(),
        info.metric("numOutputRows"),
        actions.stream().filter(Added.class::isInstance).count(),
        actions.stream().filter(Removed.class::isInstance).count(),
        actions.stream()
            .filter(Added.class::isInstance)
            .mapToLong(added -> ((Added) added).sizeBytes())
            .sum(),
        info.engine());
  }
}
