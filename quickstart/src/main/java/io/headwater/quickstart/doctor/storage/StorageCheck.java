package io.headwater.quickstart.doctor.storage;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Reason;
import io.headwater.quickstart.doctor.clock.ClockReading;
import io.headwater.quickstart.doctor.clock.ClockReadings;
import io.headwater.quickstart.doctor.machine.FreeSpace;
import io.headwater.sink.delta.LogStorage;
import io.headwater.sink.delta.TableLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Whether files can be written, listed, read and deleted where the tables are. */
final class StorageCheck implements Check {

  static final String NAME = "storage";
  static final String SETTING = "headwater.delta.base-path";

  private static final String ENTRY = "00000000000000000000.json";
  private static final String LINE = "{\"doctor\":true}";

  private final TableLogs tables;
  private final TrialFolder folder;
  private final InstantSource clock;
  private final ClockReadings readings;

  StorageCheck(TableLogs tables, TrialFolder folder, InstantSource clock, ClockReadings readings) {
    this.tables = tables;
    this.folder = folder;
    this.clock = clock;
    this.readings = readings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(30);
  }

  @Override
  public List<Finding> look() throws IOException {
    String step = "reached";
    try {
      URI base = URI.create(tables.location());
      step = "made a folder in";
      try (LogStorage storage = folder.make(tables)) {
        step = "written to";
        write(base, storage);
        step = "listed";
        if (!storage.names().contains(ENTRY)) {
          return List.of(
              Finding.fail(
                  base + " does not list what was just written",
                  "use a storage whose lists are up to date: a table would miss its newest rows"));
        }
        step = "read";
        if (!storage.read(ENTRY).equals(LINE)) {
          return List.of(
              Finding.fail(
                  base + " gives back something else than was written",
                  "look for caches and gateways between here and the storage"));
        }
        step = "deleted from";
        storage.delete(ENTRY);
      }
      return List.of(judge(base));
    } catch (IOException | RuntimeException e) {
      return List.of(StorageVerdict.of(tables, step, e));
    }
  }

  private void write(URI base, LogStorage storage) throws IOException {
    Instant before = clock.instant();
    storage.putIfAbsent(ENTRY, LINE);
    Instant after = clock.instant();
    if (!isLocal(base)) {
      // Object stores tell whole seconds, by a clock of their own
      Instant shown = Instant.ofEpochMilli(storage.modifiedMillis(ENTRY));
      readings.add(ClockReading.of("the storage", shown, shown.plusSeconds(1), before, after));
    }
  }

  private static Finding judge(URI base) throws IOException {
    String seen = base + ": files can be written, listed, read and deleted";
    if (!isLocal(base)) {
      return Finding.ok(seen);
    }
    Path there = Path.of(base.getPath());
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    return FreeSpace.judge(seen, Files.getFileStore(there).getUsableSpace(), SETTING);
  }

  private static boolean isLocal(URI base) {
    return "file".equals(base.getScheme());
  }

  /** The message of a failure, for others of this package. */
  static String why(Exception e) {
    return e.getClass().getSimpleName() + ": " + Reason.of(e);
  }
}
