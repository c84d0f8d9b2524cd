package io.headwater.sink.tables;

import io.headwater.sink.config.SinkSettings;

/** What compaction aims at. */
final class Targets {

  private Targets() {}

  /** How large files become at most. */
  static long bytes(SinkSettings settings) {
    return settings.delta().maintenance().targetFileSize().toBytes();
  }
}
