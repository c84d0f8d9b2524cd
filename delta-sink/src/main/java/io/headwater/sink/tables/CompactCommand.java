package io.headwater.sink.tables;

import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.IncompatibleTable;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.maintain.Cancellation;
import io.headwater.sink.maintain.CompactionPolicy;
import io.headwater.sink.maintain.CompactionReport;
import io.headwater.sink.maintain.Compactor;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code tables compact}. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    header = "Makes many small files few large ones; no row changes.",
    customSynopsis = "./headwater tables compact [TABLE] [--dry-run] [--json] [--SETTING=VALUE]...",
    description = {
      "",
      "Does at once what a running sink does step by step, by the settings"
          + " headwater.delta.maintenance.compact-min-files and target-file-size. The files that"
          + " were replaced stay until a vacuum finds that no version needs them.",
      ""
    })
final class CompactCommand extends TableCommand {

  private static final InstantSource CLOCK = InstantSource.system();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TABLE",
      description = "Its name, such as events; all tables without it.")
  private @Nullable String name;

  @Option(names = "--dry-run", description = "Only tell what would be rewritten.")
  private boolean dryRun;

  @Override
  Answer answer(TableLogs tables, SinkSettings settings) throws IOException {
    CompactionPolicy policy = CompactionPolicy.of(settings.delta().maintenance());
    Map<String, Compacted.Work> done = new LinkedHashMap<>();
    List<String> failures = new ArrayList<>();
    for (TableDefinition table : wanted(tables, settings)) {
      try {
        Optional<TableLog> log = tables.existing(table);
        if (log.isPresent()) {
          Compactor compactor =
              new Compactor(table, tables.root(table), tables.hadoop(), policy, CLOCK);
          done.put(table.name(), work(compactor, log.get()));
        }
      } catch (IOException | IncompatibleTable e) {
        // the others are none the worse for it
        failures.add(table.name() + ": " + e.getMessage());
      }
    }
    return new Compacted(done, failures);
  }

  private Compacted.Work work(Compactor compactor, TableLog log) throws IOException {
    Compacted.Due due = Compacted.Due.of(compactor.plan(log).debt());
    CompactionReport report =
        dryRun ? CompactionReport.NOTHING : compactor.run(log, Cancellation.never());
    return new Compacted.Work(due, report, compactor.leftAlone());
  }

  private List<TableDefinition> wanted(TableLogs tables, SinkSettings settings) throws IOException {
    List<TableDefinition> ours = TableCatalog.of(settings.topics());
    if (name == null) {
      all(tables);
      return ours;
    }
    table(tables, name);
    List<TableDefinition> wanted =
        ours.stream().filter(table -> table.name().equals(name)).toList();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "Table %s is none of those that the sink writes from topics, so it is not compacted"
              .formatted(name));
    }
    return wanted;
  }
}
