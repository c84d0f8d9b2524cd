package io.headwater.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.headwater.sink.maintain.CompactionPlan.Debt;
import io.headwater.sink.maintain.TableMaintenance.Scheduled;
import io.headwater.sink.testkit.FaultyLogStore.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table's thread is the test's, and so is the background: it works when the test says so. */
class TableMaintenanceTest {

  private static final Duration EVERY = Duration.ofMinutes(1);

  @TempDir private Path base;
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MaintenanceJournal journal = new MaintenanceJournal("events", meters);
  private SmallFiles table;
  private TableMaintenance maintenance;
  private Instant now = SmallFiles.NOON;

  @BeforeEach
  void aTableThatIsCompactedEachMinute() throws IOException {
    table = new SmallFiles(base);
    Compactor compactor = table.compactor(new CompactionPolicy(4, 1 << 20));
    var log = table.logs().existing(SmallFiles.EVENTS).orElseThrow();
    maintenance = maintenance(c -> TableChores.compact(compactor, log, journal::debt, c));
    for (int flush = 0; flush < 4; flush++) {
      table.flush(3);
    }
  }

  @Test
  void shouldCommitBetweenFlushesWhatTheBackgroundRewrote() throws IOException {
    tendAfter(EVERY);
    assertThat(background).hasSize(1);
    background.remove().run();
    assertThat(table.files()).hasSize(4);
    assertThat(journal.debt().files()).isEqualTo(4);
    table.flush(3);

    tendAfter(Duration.ZERO);

    assertThat(table.files()).hasSize(2);
    assertThat(table.rows()).hasSize(15);
    assertThat(count("headwater.sink.compactions", "outcome", "replaced")).isEqualTo(1);
    // and looks at once whether there is more
    background.remove().run();
    assertThat(journal.debt()).isEqualTo(Debt.NONE);
  }

  @Test
  void shouldWaitForTheIntervalOnceNothingIsLeft() {
    tendAfter(EVERY);
    background.remove().run();
    tendAfter(Duration.ZERO);
    background.remove().run();

    tendAfter(EVERY.minusMillis(1));
    assertThat(background).isEmpty();
    tendAfter(EVERY);
    assertThat(background).hasSize(1);
  }

  @Test
  void shouldLeaveNothingBehindWhenThePartitionGoesToAnotherSink() throws IOException {
    tendAfter(EVERY);
    background.remove().run();
    assertThat(table.dataFiles()).isEqualTo(5);

    maintenance.rest(table.log());

    assertThat(table.dataFiles()).isEqualTo(4);
    assertThat(table.files()).hasSize(4);
    assertThat(journal.debt()).isEqualTo(Debt.NONE);
  }

  @Test
  void shouldCallOffWorkThatHasNotBegun() throws IOException {
    tendAfter(EVERY);
    maintenance.rest(table.log());
    background.remove().run();
    maintenance.rest(table.log());

    assertThat(table.dataFiles()).isEqualTo(4);
    // and begins anew when it is its turn again
    tendAfter(EVERY);
    assertThat(background).hasSize(1);
  }

  @Test
  void shouldLeaveNothingBehindAtTheEnd() throws IOException {
    tendAfter(EVERY);
    background.remove().run();

    maintenance.close(table.log());

    assertThat(table.dataFiles()).isEqualTo(4);
  }

  @Test
  void shouldEndQuietlyWhileAChoreIsAtWork() throws IOException {
    Executor thread = work -> new Thread(work, "chore").start();
    TableMaintenance busy =
        new TableMaintenance(
            SmallFiles.EVENTS.name(),
            List.of(
                new Scheduled(
                    "compaction",
                    EVERY,
                    cancellation -> {
                      while (true) {
                        cancellation.check(); // until it is called off
                        Thread.onSpinWait();
                      }
                    })),
            thread,
            () -> now,
            journal);
    now = now.plus(EVERY);
    busy.tend(table.log());

    assertThatCode(() -> busy.close(table.log())).doesNotThrowAnyException();
  }

  @Test
  void shouldTryAgainLaterWhenACommitFails() throws IOException {
    tendAfter(EVERY);
    background.remove().run();
    table.faults().next(Fault.BEFORE_IT_LANDS);
    tendAfter(Duration.ZERO);

    assertThat(table.dataFiles()).isEqualTo(4);
    assertThat(count("headwater.sink.maintenance.failures", "chore", "compaction")).isEqualTo(1);
    assertThat(background).isEmpty();

    tendAfter(EVERY);
    background.remove().run();
    tendAfter(Duration.ZERO);
    assertThat(table.files()).hasSize(1);
  }

  @Test
  void shouldNotCommitFilesThatAVacuumMayHaveTakenForLeftBehind() throws IOException {
    tendAfter(EVERY);
    background.remove().run();
    assertThat(table.dataFiles()).isEqualTo(5);

    tendAfter(Duration.ofDays(10_000)); // the process slept

    assertThat(table.dataFiles()).isEqualTo(4);
    assertThat(table.files()).hasSize(4);
    background.remove().run();
    tendAfter(Duration.ZERO);
  }

  @Test
  void shouldGoOnAfterWhateverAChoreThrows() {
    maintenance =
        maintenance(
            c -> {
              throw new OutOfMemoryError("Java heap space");
            });
    tendAfter(EVERY);
    background.remove().run();

    tendAfter(Duration.ZERO);

    assertThat(count("headwater.sink.maintenance.failures", "chore", "compaction")).isEqualTo(1);
    tendAfter(EVERY);
    assertThat(background).hasSize(1);
  }

  @Test
  void shouldNotWaitForLongerWhenTheClockIsSetBack() {
    maintenance = maintenance(c -> Optional.empty());
    now = now.minus(Duration.ofDays(1));

    tendAfter(Duration.ZERO);

    assertThat(background).hasSize(1);
  }

  private TableMaintenance maintenance(Chore chore) {
    return new TableMaintenance(
        "events",
        List.of(new Scheduled("compaction", EVERY, chore)),
        background::add,
        () -> now,
        journal);
  }

  private void tendAfter(Duration time) {
    now = now.plus(time);
    maintenance.tend(table.log());
  }

  private double count(String counter, String tag, String value) {
    return meters.counter(counter, "table", "events", tag, value).count();
  }
}
