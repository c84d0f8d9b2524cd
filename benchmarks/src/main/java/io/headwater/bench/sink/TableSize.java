package io.headwater.bench.sink;

import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.cli.CommandFailure;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.delta.TableSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
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
    DeltaSettings settings =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of("headwater.delta.base-path", tables.toString())))
            .bind("headwater.delta", DeltaSettings.class)
            .get();
    try (TableLogs logs = TableLogs.of(settings, sinkId)) {
      TableLog log =
          logs.existing(events())
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

  private static TableDefinition events() {
    return TableCatalog.of(TopicSettings.defaults()).stream()
        .filter(table -> table.name().equals(TableCatalog.EVENTS))
        .findFirst()
        .orElseThrow();
  }
}
