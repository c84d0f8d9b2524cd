package io.headwater.quickstart.doctor.storage;

import io.headwater.sink.delta.LogStorage;
import io.headwater.sink.delta.TableLogs;
import java.io.IOException;
import java.util.UUID;

/** Where the doctor tries out the storage: a folder no other has, so that several may look. */
final class TrialFolder {

  /** A table's name cannot begin like this, and readers of lakes leave such folders alone. */
  private static final String PREFIX = "_headwater-doctor-";

  /**
   * Makes one; closing it deletes it.
   *
   * @throws IOException when it cannot be made
   */
  LogStorage make(TableLogs tables) throws IOException {
    return tables.trial(PREFIX + UUID.randomUUID());
  }
}
