package io.headwater.sink.delta;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.SetTransaction;
import io.delta.standalone.internal.CheckpointMetaData;
import io.delta.standalone.internal.Checkpoints$;
import io.delta.standalone.internal.DeltaLogImpl;
import io.delta.standalone.internal.SnapshotImpl;
import io.delta.storage.LogStore;
import java.util.HashMap;
import java.util.Map;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Delta Standalone where its interface does not reach: all that is used of its implementation is
 * used here. 3.3.2 was its last release, so none of it will change.
 */
final class StandaloneInternals {

  private StandaloneInternals() {}

  /** What the log is written and read with. */
  static LogStore store(DeltaLog log) {
    return ((DeltaLogImpl) log).store();
  }

  /** All versions of application ids that the table has. */
  static Map<String, Long> transactions(Snapshot snapshot) {
    Map<String, Long> versions = new HashMap<>();
    for (SetTransaction transaction :
        CollectionConverters.asJava(((SnapshotImpl) snapshot).setTransactions())) {
      versions.put(transaction.getAppId(), transaction.getVersion());
    }
    return versions;
  }

  /**
   * Looks whether the table asks for something of its writers that Standalone cannot do.
   *
   * @throws RuntimeException when it does, with a name that begins with InvalidProtocolVersion
   */
  static void requireWritable(DeltaLog log, Snapshot snapshot) {
    ((DeltaLogImpl) log).assertProtocolWrite(((SnapshotImpl) snapshot).protocolScala());
  }

  /** How many versions the table's owner wants between two checkpoints. */
  static int checkpointInterval(DeltaLog log) {
    return ((DeltaLogImpl) log).checkpointInterval();
  }

  /**
   * Writes the checkpoint file of {@code snapshot}, and nothing that tells readers of it.
   *
   * @return how many actions it has
   */
  static long writeCheckpoint(DeltaLog log, Snapshot snapshot) {
    CheckpointMetaData written =
        Checkpoints$.MODULE$.writeCheckpoint((DeltaLogImpl) log, (SnapshotImpl) snapshot);
    return written.size();
  }
}
