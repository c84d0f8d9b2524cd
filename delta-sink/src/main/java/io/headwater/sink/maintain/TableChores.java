package io.headwater.sink.maintain;

import io.headwater.sink.config.MaintenanceSettings;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.maintain.CompactionPlan.Debt;
import io.headwater.sink.maintain.TableMaintenance.Scheduled;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chores of one table, as the settings want them. */
public final class TableChores {

  private static final Logger LOG = LoggerFactory.getLogger(TableChores.class);

  private TableChores() {}

  /**
   * Compaction, vacuum and log clean-up; none when maintenance is switched off.
   *
   * @param root of the table, absolute with its scheme
   * @param log of the table, for the background thread alone
   */
  public static List<Scheduled> of(
      MaintenanceSettings settings,
      TableDefinition table,
      Path root,
      Configuration hadoop,
      TableLog log,
      InstantSource clock,
      MaintenanceJournal journal) {
    if (!settings.enabled()) {
      return List.of();
    }
    Compactor compactor = new Compactor(table, root, hadoop, CompactionPolicy.of(settings), clock);
    Vacuum vacuum = new Vacuum(root, hadoop, clock);
    VacuumRequest request =
        new VacuumRequest(
            settings.vacuumRetention(), VacuumRequest.Mode.DELETE, VacuumRequest.Guard.SAFE);
    LogCleanup cleanup = new LogCleanup(root, hadoop, clock);
    return List.of(
        new Scheduled(
            "compaction",
            settings.compactInterval(),
            cancellation -> compact(compactor, log, journal::debt, cancellation)),
        new Scheduled(
            "log clean-up",
            settings.logCleanupInterval(),
            cancellation -> clean(table, cleanup, cancellation)),
        new Scheduled(
            "vacuum",
            settings.vacuumInterval(),
            cancellation -> vacuum(table, vacuum, request, cancellation)));
  }

  /** Rewrites the group of files that is most worth it. */
  static Optional<Rewritten> compact(
      Compactor compactor, TableLog log, Consumer<Debt> debt, Cancellation cancellation)
      throws IOException {
    for (CompactionPlan plan = compactor.plan(log); ; plan = compactor.plan(log)) {
      debt.accept(plan.debt());
      if (plan.rewrites().isEmpty()) {
        return Optional.empty();
      }
      cancellation.check();
      Optional<Rewritten> rewritten = compactor.first(plan, cancellation);
      if (rewritten.isPresent()) {
        return rewritten;
      }
    }
  }

  private static Optional<Rewritten> clean(
      TableDefinition table, LogCleanup cleanup, Cancellation cancellation) throws IOException {
    LogCleanup.Report report = cleanup.run(cancellation);
    LOG.debug("Table {}: log clean-up {}", table.name(), report);
    return Optional.empty();
  }

  private static Optional<Rewritten> vacuum(
      TableDefinition table, Vacuum vacuum, VacuumRequest request, Cancellation cancellation)
      throws IOException {
    Vacuum.Report report = vacuum.run(request, cancellation);
    if (!report.doomed().isEmpty()) {
      LOG.info(
          "Table {}: vacuum deleted {} files of {} bytes that no version needed",
          table.name(),
          report.doomed().size(),
          report.bytes());
    }
    return Optional.empty();
  }
}
