package io.headwater.quickstart.doctor.storage;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.sink.delta.LogStorage;
import io.headwater.sink.delta.TableLogs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Whether of two writers of one entry exactly one wins: what every guarantee of the tables rests
 * on.
 */
final class PutIfAbsentCheck implements Check {

  private static final int ROUNDS = 5;
  private static final String CURE =
      "keep sinks off this storage: two commits would both seem to be made, and one is lost. Use a"
          + " local disk with hard links, or ADLS Gen2 with a hierarchical namespace; for another"
          + " store name its log store with headwater.delta.hadoop.delta.logStore.SCHEME.impl";

  private final TableLogs tables;
  private final TrialFolder folder;

  PutIfAbsentCheck(TableLogs tables, TrialFolder folder) {
    this.tables = tables;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "put-if-absent";
  }

  @Override
  public List<String> needs() {
    return List.of(StorageCheck.NAME);
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(30);
  }

  @Override
  public List<Finding> look() throws InterruptedException {
    try (LogStorage storage = folder.make(tables)) {
      for (int round = 0; round < ROUNDS; round++) {
        String entry = "%020d.json".formatted(round);
        Race race = Race.run(storage, entry);
        if (race.winners().size() != 1) {
          return List.of(
              Finding.fail(
                  "of two writers of one entry %d won (round %d of %d)"
                      .formatted(race.winners().size(), round + 1, ROUNDS),
                  CURE));
        }
        boolean overwritten = storage.putIfAbsent(entry, "a latecomer");
        if (overwritten || !storage.read(entry).equals(race.winners().get(0))) {
          return List.of(
              Finding.fail("an entry that was there was overwritten by a later writer", CURE));
        }
      }
      return List.of(
          Finding.ok(
              "of two writers of one entry exactly one won, %d times of %d"
                  .formatted(ROUNDS, ROUNDS)));
    } catch (IOException | RuntimeException e) {
      return List.of(StorageVerdict.of(tables, "written to by two", e));
    }
  }
}
