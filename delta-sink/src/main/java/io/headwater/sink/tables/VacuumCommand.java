package io.headwater.sink.tables;

import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.delta.IncompatibleTable;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.maintain.Cancellation;
import io.headwater.sink.maintain.Vacuum;
import io.headwater.sink.maintain.VacuumRequest;
import io.headwater.sink.maintain.VacuumRequest.Guard;
import io.headwater.sink.maintain.VacuumRequest.Mode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code tables vacuum}. */
@Command(
    name = "vacuum",
    mixinStandardHelpOptions = true,
    header =
        "Finds data files that no version of a table needs any more, and deletes them if told to.",
    customSynopsis =
        "./headwater tables vacuum [TABLE] [--retain=168h] [--delete] [--force] [--json]"
            + " [--SETTING=VALUE]...",
    description = {
      "",
      "Those are files that compaction replaced, and files whose commit never came about. One goes"
          + " only when no version that can still be read has it, and when it was written, and"
          + " ceased to be part of the table, longer ago than the retention. Without --delete it"
          + " only tells what would go.",
      ""
    })
final class VacuumCommand extends TableCommand {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TABLE",
      description = "Its name, such as events; all tables without it.")
  private @Nullable String name;

  @Option(
      names = "--retain",
      paramLabel = "TIME",
      description =
          "Files that were needed within that time stay, such as 168h or 10d. Default:"
              + " headwater.delta.maintenance.vacuum-retention, or the table's own"
              + " delta.deletedFileRetentionDuration if that is longer.")
  private @Nullable String retain;

  @Option(names = "--delete", description = "Delete them.")
  private boolean delete;

  @Option(
      names = "--force",
      description =
          "Allow less than 7 days. Only while nobody reads older versions, and no sink writes: a"
              + " file whose commit is under way is known by nothing but its age.")
  private boolean force;

  @Override
  Answer answer(TableLogs tables, SinkSettings settings) throws IOException {
    VacuumRequest request =
        new VacuumRequest(
            retention(settings),
            delete ? Mode.DELETE : Mode.DRY_RUN,
            force ? Guard.FORCED : Guard.SAFE);
    List<String> names = name == null ? all(tables) : List.of(table(tables, name).name());
    Map<String, Vacuum.Report> reports = new LinkedHashMap<>();
    List<String> failures = new ArrayList<>();
    for (String table : names) {
      try {
        reports.put(
            table,
            new Vacuum(tables.root(table), tables.hadoop(), InstantSource.system())
                .run(request, Cancellation.never()));
      } catch (IOException | IncompatibleTable e) {
        // the others are none the worse for it
        failures.add(table + ": " + e.getMessage());
      }
    }
    return new Vacuumed(request.mode(), reports, failures);
  }

  private Duration retention(SinkSettings settings) {
    if (retain == null) {
      return settings.delta().maintenance().vacuumRetention();
    }
    try {
      if (retain.matches("[0-9]+")) {
        throw new IllegalArgumentException("hours or days?");
      }
      return DurationStyle.detectAndParse(retain);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--retain=" + retain + " is not allowed: it must be a duration such as 168h or 10d", e);
    }
  }
}
