package io.headwater.sink.runtime;

import io.headwater.sink.config.MaintenanceSettings;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.maintain.MaintenanceJournal;
import io.headwater.sink.maintain.TableChores;
import io.headwater.sink.maintain.TableMaintenance;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The maintenance of all tables. One thread does the work of them all, so that it takes a core and
 * the memory of one rewrite at most. The thread is a daemon: it does not keep a JVM from ending.
 */
final class Housekeeping implements Closeable {

  private final MaintenanceSettings settings;
  private final TableLogs logs;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Map<String, MaintenanceJournal> journals = new ConcurrentHashMap<>();
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "sink-maintenance");
            thread.setDaemon(true);
            return thread;
          });

  Housekeeping(
      MaintenanceSettings settings, TableLogs logs, MeterRegistry meters, InstantSource clock) {
    this.settings = settings;
    this.logs = logs;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * The maintenance of a table that is there.
   *
   * @throws IOException when storage does not do its part
   */
  TableMaintenance of(TableDefinition table) throws IOException {
    TableLog log =
        logs.existing(table)
            .orElseThrow(() -> new IOException("table " + table.name() + " is gone again"));
    // one for good: a table that is opened again goes on with its meters
    MaintenanceJournal journal =
        journals.computeIfAbsent(table.name(), name -> new MaintenanceJournal(name, meters));
    return new TableMaintenance(
        table.name(),
        TableChores.of(settings, table, logs.root(table), logs.hadoop(), log, clock, journal),
        background,
        clock,
        journal);
  }

  /**
   * Begins nothing more; what is being done is interrupted, and leaves nothing that is committed.
   */
  @Override
  public void close() {
    background.shutdownNow();
  }
}
