package io.headwater.sink.worker;

import static io.headwater.sink.worker.Scenario.EVENTS;
import static io.headwater.sink.worker.Scenario.P0;
import static io.headwater.sink.worker.Scenario.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.delta.TableLog;
import io.headwater.sink.maintain.Cancellation;
import io.headwater.sink.maintain.CompactionPolicy;
import io.headwater.sink.maintain.Compactor;
import io.headwater.sink.maintain.Rewritten;
import io.headwater.sink.maintain.TableMaintenance.Scheduled;
import io.headwater.sink.worker.WorkerState.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker keeps its table tidy between its flushes, and loses nothing over it. */
class MaintenanceInTheWorkerTest {

  private static final Duration EVERY = Duration.ofSeconds(1);

  @TempDir private Path base;

  @Test
  void shouldMergeItsFilesBetweenItsFlushes() throws IOException {
    Scenario scenario = new Scenario(base);
    scenario.with(new Scheduled("compaction", EVERY, c -> rewrite(scenario, c)));

    scenario.assign(P0);
    for (int flush = 0; flush < 9; flush++) {
      scenario.produce(P0, 2).flushInterval().then(() -> {});
    }
    scenario.end();

    assertThat(scenario.offsets()).isEqualTo(Map.of(0, LongStream.range(0, 18).boxed().toList()));
    TableLog log = scenario.logs.existing(EVENTS).orElseThrow();
    assertThat(log.snapshot(List.of()).files()).hasSizeLessThan(5);
    assertThat(scenario.committed(P0)).isEqualTo(18);
    assertThat(scenario.count("conflict")).isZero();
  }

  @Test
  void shouldLeaveTheTableToTheSinkThatHasTheFirstPartition() {
    AtomicInteger turns = new AtomicInteger();
    Scenario scenario =
        new Scenario(base)
            .with(
                new Scheduled(
                    "compaction",
                    EVERY,
                    c -> {
                      turns.incrementAndGet();
                      return Optional.empty();
                    }));

    scenario
        .assign(P1)
        .pass(Duration.ofMinutes(5))
        .then(() -> {})
        .then(() -> assertThat(turns).hasValue(0))
        .assign(P0, P1)
        .pass(Duration.ofMinutes(5))
        .then(() -> {})
        .then(() -> assertThat(turns).hasPositiveValue())
        .end();
  }

  @Test
  void shouldLetRowsThroughWhateverHappensToAChore() {
    Scenario scenario =
        new Scenario(base)
            .with(
                new Scheduled(
                    "compaction",
                    EVERY,
                    c -> {
                      throw new IOException("storage is full");
                    }));

    scenario
        .assign(P0)
        .flushInterval()
        .produce(P0, 3)
        .flushInterval()
        .then(() -> assertThat(scenario.phase()).isEqualTo(Phase.RUNNING))
        .then(() -> assertThat(scenario.journal.progress().rows()).isEqualTo(3))
        .end();
  }

  private static Optional<Rewritten> rewrite(Scenario scenario, Cancellation cancellation)
      throws IOException {
    Compactor compactor =
        new Compactor(
            EVENTS,
            scenario.logs.root(EVENTS),
            scenario.logs.hadoop(),
            new CompactionPolicy(3, 1 << 20),
            () -> Instant.parse("2026-01-01T12:00:00Z"));
    TableLog log = scenario.logs.existing(EVENTS).orElseThrow();
    var rewrites = compactor.plan(log).rewrites();
    return rewrites.isEmpty() ? Optional.empty() : compactor.rewrite(rewrites.get(0), cancellation);
  }
}
