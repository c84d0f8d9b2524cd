package io.headwater.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.batch.FlushPolicy;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.OnGap;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.gaps.GapLedger;
import io.headwater.sink.worker.Gaps;
import io.headwater.sink.worker.RetrySchedule;
import io.headwater.sink.worker.StopSignal;
import io.headwater.sink.worker.TableJournal;
import io.headwater.sink.worker.TableTask;
import io.headwater.sink.worker.TopicIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class SinkProgressTest {

  private static final InstantSource CLOCK = InstantSource.system();

  private final List<TableDefinition> tables = TableCatalog.of(TopicSettings.defaults());
  private final Map<TableDefinition, TableJournal> journals =
      tables.stream()
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  table -> new TableJournal(table, new SimpleMeterRegistry(), CLOCK)));
  private final SinkProgress progress =
      new SinkProgress(
          tables.stream().map(journals::get).toList(),
          new BrokerWatch(
              "127.0.0.1:1",
              List.of(),
              () -> {
                throw new IllegalStateException("nobody asks");
              }),
          new Lag(Map::of, CLOCK));

  @Test
  void shouldWaitForTheLastTableToStop() throws Exception {
    CompletableFuture<String> failure = new CompletableFuture<>();
    Thread waiting = new Thread(() -> await(failure), "waiting");
    waiting.start();
    tables.stream().skip(1).forEach(this::stop);
    assertThat(progress.failure()).isEmpty();
    assertThat(failure).isNotDone();

    stop(tables.get(0));

    assertThat(failure.get(10, TimeUnit.SECONDS))
        .startsWith("All tables have stopped: " + tables.get(0).name() + ": ")
        .isEqualTo(progress.failure().orElseThrow());
    waiting.join();
  }

  @Test
  void shouldNotWaitWhenAllHaveStoppedAlready() throws InterruptedException {
    tables.forEach(this::stop);

    assertThat(progress.awaitFailure()).startsWith("All tables have stopped: ");
  }

  @Test
  void shouldBeDownWithTheReasonWhenOneTableHasStopped() {
    stop(tables.get(0));

    Health health = new SinkHealth(progress).health();

    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails())
        .containsEntry(tables.get(1).name(), "starting")
        .extractingByKey(tables.get(0).name())
        .asString()
        .startsWith("stopped: an unexpected error");
  }

  private void await(CompletableFuture<String> failure) {
    try {
      failure.complete(progress.awaitFailure());
    } catch (InterruptedException e) {
      failure.completeExceptionally(e);
    }
  }

  private void stop(TableDefinition table) {
    new TableTask(
            table,
            () -> {
              throw new IllegalStateException("a defect");
            },
            () -> {
              throw new IllegalStateException("not reached");
            },
            new FlushPolicy(Duration.ofSeconds(1), 1, 1),
            new Gaps(
                topic -> new TopicIds.Found.Missing(),
                new GapLedger(TableLogs.of(DeltaSettings.defaults(), "headwater"), CLOCK),
                OnGap.STOP),
            RetrySchedule.OF_STORAGE,
            RetrySchedule.OF_BROKER,
            CLOCK,
            journals.get(table),
            new StopSignal())
        .run();
  }
}
