package io.headwater.bench.rig;

import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.delta.TableSnapshot;
import java.io.IOException;
import java.util.List;

/**
 * What a table holds.
 *
 * @param table its name
 * @param bytes of its data files
 * @param version of its last commit; the first is 0
 */
public record TableSize(String table, long rows, long files, long bytes, long version) {

  /**
   * Reads it from the table itself.
   *
   * @throws CommandFailure when the sink has made no such table
   */
  public static TableSize of(SinkProcess sink, TableDefinition table) {
    try (TableLogs logs = TableLogs.of(DeltaSettings.at(sink.tables().toString()), sink.name())) {
      TableLog log =
          logs.existing(table)
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          "The sink made no table %s in %s".formatted(table.name(), sink.tables()),
                          null));
      return of(table.name(), log.snapshot(List.of()));
    } catch (IOException e) {
      throw new CommandFailure(
          "The table %s in %s cannot be read: %s".formatted(table.name(), sink.tables(), e), e);
    }
  }

  private static TableSize of(String name, TableSnapshot table) {
    return new TableSize(
        name,
        table.files().stream().mapToLong(file -> file.rows().orElse(0)).sum(),
        table.files().size(),
        table.files().stream().mapToLong(ActiveFile::sizeBytes).sum(),
        table.version());
  }
}
