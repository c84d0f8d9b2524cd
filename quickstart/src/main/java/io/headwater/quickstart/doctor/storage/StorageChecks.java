package io.headwater.quickstart.doctor.storage;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.clock.ClockReadings;
import io.headwater.sink.config.SinkSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.delta.TableLogs;
import java.time.InstantSource;
import java.util.List;

/** What the sink needs of the storage. */
public final class StorageChecks {

  private StorageChecks() {}

  /**
   * The checks, in their order; touches no storage yet.
   *
   * @param readings where the storage's clock is noted
   */
  public static List<Check> of(SinkSettings sink, InstantSource clock, ClockReadings readings) {
    TableLogs tables = TableLogs.of(sink.delta(), sink.sink().id());
    TrialFolder folder = new TrialFolder();
    return List.of(
        new StorageCheck(tables, folder, clock, readings),
        new PutIfAbsentCheck(tables, folder),
        new TablesCheck(tables, TableCatalog.of(sink.topics())));
  }
}
