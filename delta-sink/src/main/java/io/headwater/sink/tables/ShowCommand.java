package io.headwater.sink.tables;

import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.delta.TableDescription;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.delta.log.LogFolder;
import io.headwater.sink.delta.log.LogListing;
import io.headwater.sink.maintain.CompactionPlan;
import io.headwater.sink.maintain.CompactionPlan.Debt;
import io.headwater.sink.maintain.CompactionPolicy;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code tables show}: everything about one table. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    header = "Everything about one table: columns, files, properties, how far sinks got.",
    customSynopsis = "./headwater tables show TABLE [--json] [--SETTING=VALUE]...")
final class ShowCommand extends TableCommand {

  private static final InstantSource CLOCK = InstantSource.system();

  @Parameters(index = "0", paramLabel = "TABLE", description = "Its name, such as events.")
  private String name = "";

  @Override
  Answer answer(TableLogs tables, SinkSettings settings) throws IOException {
    TableDescription table = table(tables, name);
    LogFolder folder = LogFolder.of(tables.root(name), tables.hadoop());
    LogListing log = folder.list();
    Instant now = CLOCK.instant();
    return new TableView(
        table,
        Targets.bytes(settings),
        folder.modifiedMillis(table.version()),
        log.entries().size(),
        log.checkpoints().size(),
        log.oldestReadable(),
        due(table, settings, now),
        now);
  }

  /** What waits for compaction; nothing for a table that the sink does not write from a topic. */
  private static Optional<Debt> due(TableDescription table, SinkSettings settings, Instant now) {
    return TableCatalog.of(settings.topics()).stream()
        .filter(ours -> ours.name().equals(table.name()))
        .findFirst()
        .map(
            ours ->
                CompactionPlan.of(
                        ours,
                        table.files(),
                        CompactionPolicy.of(settings.delta().maintenance()),
                        now)
                    .debt());
  }
}
