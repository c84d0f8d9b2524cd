package io.headwater.sink.worker;

import static io.headwater.sink.worker.Scenario.P0;
import static io.headwater.sink.worker.Scenario.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.batch.FlushPolicy;
import io.headwater.sink.testkit.FaultyLogStore.Fault;
import io.headwater.sink.worker.WorkerState.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SinkWorkerTest {

  @TempDir private Path base;

  @Test
  void shouldCommitWhatItReadTogetherWithTheNextOffset() throws IOException {
    Scenario scenario = new Scenario(base);

    scenario.assign(P0, P1).produce(P0, 3).produce(P1, 2).flushInterval().end();

    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(3), 1, upTo(2)));
    assertThat(scenario.committed(P0)).isEqualTo(3);
    assertThat(scenario.committed(P1)).isEqualTo(2);
    assertThat(scenario.journal.progress().rows()).isEqualTo(5);
    assertThat(scenario.phase()).isEqualTo(Phase.ENDED);
    assertThat(scenario.count("committed")).isEqualTo(1);
  }

  @Test
  @Timeout(30)
  void shouldLetGoOfAPartitionThatItCannotSettle() {
    // Given: nobody answers where the partition begins
    Scenario scenario = new Scenario(base);
    scenario.topicsAreNotAnswered();

    scenario
        .assign(P0)
        .then(() -> scenario.consumer.rebalance(List.of()))
        .then(() -> assertThat(scenario.consumer.assignment()).isEmpty())
        .end();

    assertThat(scenario.phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void shouldReadOnWhenTheRowsThatHeldItUpWentToAnotherSink() {
    Scenario scenario = new Scenario(base);
    scenario
        .assign(P0, P1)
        .produce(P0, 2)
        .then(scenario::topicsAreNotAnswered)
        .flushInterval() // nobody says which topic the rows are of, so reading stops
        .then(() -> assertThat(scenario.consumer.paused()).contains(P1))
        .then(() -> scenario.consumer.rebalance(List.of(P1)))
        .then(() -> scenario.isTopic(1))
        .produce(P1, 3)
        .then(() -> {})
        .then(() -> {})
        .end();

    assertThat(scenario.offsets()).containsEntry(1, List.of(0L, 1L, 2L));
  }

  @Test
  void shouldTellKafkaItsOffsetsOnlyAfterTheTableHasThem() {
    Scenario scenario = new Scenario(base);

    scenario
        .assign(P0)
        .produce(P0, 3)
        .then(() -> assertThat(scenario.consumer.committed(Set.of(P0))).isEmpty())
        .flushInterval()
        .then(
            () -> assertThat(scenario.consumer.committed(Set.of(P0)).get(P0).offset()).isEqualTo(3))
        .end();
  }

  @Test
  void shouldFlushAsSoonAsTheRowsAreEnough() {
    Scenario scenario = new Scenario(base, new FlushPolicy(Duration.ofHours(1), 4, 1_000_000));

    scenario
        .assign(P0)
        .produce(P0, 3)
        .then(() -> assertThat(scenario.journal.progress().rows()).isZero())
        .produce(P0, 1)
        .then(() -> assertThat(scenario.journal.progress().rows()).isEqualTo(4))
        .end();
  }

  @Test
  void shouldFlushAsSoonAsTheBytesAreEnough() {
    Scenario scenario = new Scenario(base, new FlushPolicy(Duration.ofHours(1), 1_000_000, 1_000));

    scenario
        .assign(P0)
        .produce(P0, 20)
        .then(() -> assertThat(scenario.journal.progress().rows()).isEqualTo(20))
        .end();
  }

  @Test
  void shouldCommitWhatIsBufferedWhenItIsAskedToStop() throws IOException {
    Scenario scenario = new Scenario(base);

    scenario.assign(P0).produce(P0, 3).end();

    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(3)));
    assertThat(scenario.consumer.closed()).isTrue();
  }

  @Test
  void shouldBeginWhereTheTableIsAndNotWhereKafkaThinks() {
    // Given: three records are in the table, and Kafka was told nothing
    new Scenario(base).assign(P0).produce(P0, 3).end();
    Scenario restarted = new Scenario(base).endsAt(P0, 5);

    restarted.assign(P0).produce(P0, 5).end();

    assertThat(restarted.journal.progress().rows()).isEqualTo(2);
    assertThat(restarted.offsets()).isEqualTo(Map.of(0, upTo(5)));
  }

  @Test
  void shouldBeginAtTheBeginningWhenTheTableHasNothing() throws IOException {
    Scenario scenario = new Scenario(base).retainedFrom(P0, 100);

    scenario.assign(P0).produce(P0, 2).end();

    assertThat(scenario.offsets()).isEqualTo(Map.of(0, List.of(100L, 101L)));
    assertThat(scenario.committed(P0)).isEqualTo(102);
  }

  @Test
  void shouldCommitTheRowsOfAPartitionBeforeItGoesToAnotherWorker() throws IOException {
    Scenario scenario = new Scenario(base);

    scenario
        .assign(P0, P1)
        .produce(P0, 3)
        .produce(P1, 2)
        .then(() -> scenario.consumer.rebalance(List.of(P0)))
        .then(() -> assertThat(scenario.journal.progress().rows()).isEqualTo(5))
        .produce(P0, 1)
        .end();

    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(4), 1, upTo(2)));
  }

  @Test
  void shouldLeaveRowsItCannotCommitToTheWorkerThatGetsTheirPartition() {
    Scenario scenario = new Scenario(base);
    Scenario heir = new Scenario(base);

    scenario
        .assign(P0, P1)
        .produce(P0, 3)
        .produce(P1, 2)
        // Given: storage fails while the partition is handed over
        .then(() -> scenario.faults.next(Fault.BEFORE_IT_LANDS))
        .then(() -> scenario.consumer.rebalance(List.of(P0)))
        .then(() -> heir.assign(P1).produce(P1, 2).end())
        .end();

    assertThat(heir.journal.progress().rows()).isEqualTo(2);
    assertThat(scenario.journal.progress().rows()).isEqualTo(3);
    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(3), 1, upTo(2)));
  }

  @Test
  void shouldDropItsRowsAndFollowTheTableWhenAnotherSinkWasFaster() {
    Scenario scenario = new Scenario(base).endsAt(P0, 7);
    Scenario rival = new Scenario(base);

    scenario
        .assign(P0)
        .produce(P0, 3)
        .then(() -> rival.assign(P0).produce(P0, 5).end())
        .flushInterval()
        .then(() -> {})
        .produce(P0, 4)
        .end();

    assertThat(scenario.count("conflict")).isEqualTo(1);
    assertThat(scenario.journal.progress().rows()).as("offsets 5 and 6").isEqualTo(2);
    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(7)));
  }

  @Test
  void shouldNotDoubleRowsWhenACommitLandedAndFailedBehindThat() {
    Scenario scenario = new Scenario(base);

    scenario
        .assign(P0)
        .produce(P0, 3)
        .then(() -> scenario.faults.next(Fault.AFTER_IT_LANDED))
        .flushInterval()
        .produce(P0, 2)
        .end();

    assertThat(scenario.count("already_applied")).isEqualTo(1);
    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(5)));
  }

  @Test
  void shouldStopReadingAndLoseNothingWhileTheTableCannotBeWritten() throws IOException {
    Scenario scenario = new Scenario(base);
    // Given: a file is in the place of the folder that the rows go to
    Path inTheWay = scenario.folder().resolve("event_date=2026-01-01");
    Files.createDirectories(scenario.folder());
    Files.writeString(inTheWay, "");

    scenario
        .assign(P0)
        .produce(P0, 3)
        .flushInterval()
        .then(
            () -> {
              assertThat(scenario.phase()).isEqualTo(Phase.RETRYING);
              assertThat(scenario.reason()).contains("storage fails", "event_date=2026-01-01");
              assertThat(scenario.consumer.paused()).containsExactly(P0);
              assertThat(scenario.journal.progress().buffered().rows()).isEqualTo(3);
              delete(inTheWay);
            })
        .pass(Duration.ofSeconds(1))
        .then(() -> {})
        .then(
            () -> {
              assertThat(scenario.phase()).isEqualTo(Phase.RUNNING);
              assertThat(scenario.consumer.paused()).isEmpty();
            })
        .produce(P0, 2)
        .end();

    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(5)));
    assertThat(scenario.count("failed")).isEqualTo(1);
  }

  @Test
  void shouldWriteItsFilesOnceHoweverOftenTheCommitFails() throws IOException {
    Scenario scenario = new Scenario(base);

    scenario
        .assign(P0)
        .produce(P0, 3)
        .then(scenario.faults::breakDown)
        .flushInterval()
        .pass(Duration.ofSeconds(1))
        .pass(Duration.ofSeconds(1))
        .then(scenario.faults::mend)
        .pass(Duration.ofSeconds(1))
        .end();

    assertThat(scenario.count("failed")).isGreaterThanOrEqualTo(3);
    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(3)));
    assertThat(dataFiles(scenario)).isEqualTo(1);
  }

  @Test
  void shouldWaitWithReadingUntilTheTableSaysWhereItIs() {
    Scenario scenario = new Scenario(base);

    scenario
        .then(scenario.faults::breakDown)
        .assign(P0)
        .produce(P0, 3)
        .then(
            () -> {
              assertThat(scenario.phase()).isEqualTo(Phase.RETRYING);
              assertThat(scenario.journal.progress().buffered().rows()).isZero();
              scenario.faults.mend();
            })
        .pass(Duration.ofSeconds(1))
        .then(() -> {})
        .then(() -> assertThat(scenario.phase()).isEqualTo(Phase.RUNNING))
        .end();

    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(3)));
  }

  @Test
  void shouldStopAtARecordThatBreaksTheContractAndKeepWhatCameBefore() throws IOException {
    Scenario scenario = new Scenario(base);

    scenario.assign(P0).produce(P0, 3).produceGarbage(P0).produce(P0, 2).run();

    assertThat(scenario.phase()).isEqualTo(Phase.STOPPED);
    assertThat(scenario.reason()).contains("sensor-events-enriched-0 at offset 3");
    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(3)));
    assertThat(scenario.committed(P0)).as("the poison record is next, again").isEqualTo(3);
  }

  @Test
  void shouldStopWhenTheTopicNoLongerHasWhatComesNext() {
    new Scenario(base).assign(P0).produce(P0, 3).end();
    Scenario late = new Scenario(base).retainedFrom(P0, 10);

    late.assign(P0).run();

    assertThat(late.phase()).isEqualTo(Phase.STOPPED);
    assertThat(late.reason())
        .startsWith("sensor-events-enriched-0: offsets 3 to 9 are lost")
        .contains("now begins at 10", "headwater.delta.base-path");
  }

  @Test
  void shouldStopWhenTheTopicEndsBeforeTheTable() {
    new Scenario(base).assign(P0).produce(P0, 3).end();
    Scenario recreated = new Scenario(base);

    recreated.assign(P0).run();

    assertThat(recreated.phase()).isEqualTo(Phase.STOPPED);
    assertThat(recreated.reason())
        .contains("the table has everything before offset 3, but the topic ends before that");
  }

  @Test
  void shouldCommitWhatItHasAndTellTheLossWhenRetentionOvertakesIt() {
    Scenario scenario = new Scenario(base);

    scenario
        .assign(P0)
        .produce(P0, 3)
        .then(
            () -> {
              scenario.retainedFrom(P0, 10);
              scenario.consumer.setPollException(new OffsetOutOfRangeException(Map.of(P0, 3L)));
            })
        .run();

    assertThat(scenario.phase()).isEqualTo(Phase.STOPPED);
    assertThat(scenario.reason()).contains("offsets 3 to 9 are lost");
    assertThat(scenario.offsets()).isEqualTo(Map.of(0, upTo(3)));
  }

  @Test
  void shouldLeaveTheGroupWhenTheTableBecameUnwritable() {
    Scenario scenario = new Scenario(base);

    scenario.assign(P0).produce(P0, 3).then(() -> upgrade(scenario.folder())).flushInterval().run();

    assertThat(scenario.phase()).isEqualTo(Phase.STOPPED);
    assertThat(scenario.reason()).contains("uses features of Delta that Headwater cannot write");
    assertThat(scenario.consumer.closed()).as("others get its partitions at once").isTrue();
  }

  /** Another tool turns on a feature of the table that takes a newer writer. */
  private static void upgrade(Path table) {
    try {
      Files.writeString(
          table.resolve("_delta_log/00000000000000000001.json"),
          "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":4}}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long dataFiles(Scenario scenario) throws IOException {
    try (Stream<Path> files = Files.walk(scenario.folder())) {
      return files.filter(file -> file.toString().endsWith("zstd.parquet")).count();
    }
  }

  private static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }
}
