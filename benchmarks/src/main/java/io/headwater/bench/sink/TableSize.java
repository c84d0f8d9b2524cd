package io.headwater.bench.sink;

import io.headwater.bench.rig.EventsTable;
import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.delta.TableSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the table of events holds.
 *
 * @param bytes of its data files
 * @param version of its last commit; the first is 0
 */
record TableSize(long rows, long files, long bytes, long version) {

  /**
   * Reads it from the table itself.
   *
   * @param tables the folder of all tables
   * @throws CommandFailure when there is no such table
   */
  static TableSize of(Path tables, String sinkId) {
    try (TableLogs logs = TableLogs.of(DeltaSettings.at(tables.toString()), sinkId)) {
      TableLog log =
          logs.existing(EventsTable.DEFINITION)
              .orElseThrow(() -> new CommandFailure("The sink made no table in " + tables, null));
      return of(log.snapshot(List.of()));
    } catch (IOException e) {
      throw new CommandFailure("The table in %s cannot be read: %s".formatted(tables, e), e);
    }
  }

  private static TableSize of(TableSnapshot table) {
    JsonMapper json = JsonMapper.shared();
    return new TableSize(
        table.files().stream()
            .mapToLong(file -> json.readTree(file.stats()).path("numRecords").asLong())
            .sum(),
        table.files().size(),
        table.files().stream().mapToLong(ActiveFile::sizeBytes).sum(),
        table.version());
  }
}
