package io.headwater.readers;

import io.headwater.sink.config.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All tables of a sink that has committed for some days, with several checkpoints in their logs.
 * Made once, for tests that only read.
 */
final class SomeDays {

  static final int ROWS_OF_A_COMMIT = 25;
  static final int COMMITS = 24;
  static final long ROWS = ROWS_OF_A_COMMIT * COMMITS;

  private static @Nullable Path tables;

  private SomeDays() {}

  /** The folder of a table. */
  static synchronized Path table(String name) {
    if (tables == null) {
      tables = make();
    }
    return tables.resolve(name);
  }

  private static Path make() {
    try {
      Path base = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tables");
      try (SinkElsewhere sink = SinkElsewhere.start(base)) {
        for (TableDefinition table : Expected.tables()) {
          sink.append(table.name(), ROWS_OF_A_COMMIT, COMMITS);
        }
      }
      return base;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
