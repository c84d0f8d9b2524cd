package io.headwater.sink.delta;

import io.headwater.sink.config.DeltaSettings;
import java.util.Map;

/**
 * Properties of a table Headwater creates; whoever owns the table may change them.
 *
 * <p>Each flush is an entry of the log. Delta keeps entries for thirty days, which at a flush each
 * ten seconds is a folder of a quarter of a million files; a day is enough for time travel, and
 * setting it otherwise is one line.
 */
final class TableProperties {

  static final String CHECKPOINT_INTERVAL = "delta.checkpointInterval";

  static final String LOG_RETENTION = "delta.logRetentionDuration";

  private TableProperties() {}

  static Map<String, String> of(DeltaSettings settings) {
    return Map.of(
        CHECKPOINT_INTERVAL,
        Integer.toString(settings.checkpointInterval()),
        "delta.enableExpiredLogCleanup",
        "true",
        LOG_RETENTION,
        "interval " + settings.logRetention().toSeconds() + " seconds");
  }
}
