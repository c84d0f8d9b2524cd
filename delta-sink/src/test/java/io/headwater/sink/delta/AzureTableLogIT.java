package io.headwater.sink.delta;

import static io.headwater.sink.delta.TestTables.EVENTS;
import static io.headwater.sink.delta.TestTables.P0;
import static io.headwater.sink.delta.TestTables.P1;
import static io.headwater.sink.delta.TestTables.first;
import static io.headwater.sink.delta.TestTables.moved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.CommitOutcome.Conflict;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.testkit.Azurite;
import io.headwater.sink.testkit.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table's log on ADLS, as far as Azurite is one: real commits through the ABFS driver. */
class AzureTableLogIT {

  private static final int COMMITS = 12;

  @TempDir private static Path directory;
  private static Azurite azurite;

  @BeforeAll
  static void startAzurite() {
    azurite = new Azurite(directory).start();
  }

  @AfterAll
  static void stopAzurite() {
    azurite.close();
  }

  @Test
  void shouldReadBackWhatItCommitted() throws IOException {
    try (TableLogs logs = logs("read-back")) {
      TableLog log = logs.open(EVENTS);
      OffsetAdvance advance = first(P0, 10);
      for (int commit = 0; commit < COMMITS; commit++) {
        assertThat(log.append(List.of(file()), List.of(advance))).isInstanceOf(Committed.class);
        advance = moved(P0, advance.next(), advance.next() + 10);
      }

      TableSnapshot snapshot = logs.existing(EVENTS).orElseThrow().snapshot(List.of(P0, P1));
      assertThat(snapshot.files()).hasSize(COMMITS);
      assertThat(snapshot.offsets().next(P0)).hasValue(COMMITS * 10);
      assertThat(snapshot.offsets().next(P1)).isEmpty();
      assertThat(leftovers(logs)).isEmpty();
    }
  }

  @Test
  void shouldLetTwoWritersCommitSideBySideWithoutLosingOrDoublingAny() throws Exception {
    try (TableLogs logs = logs("side-by-side")) {
      logs.open(EVENTS);

      List<Set<Long>> versions = together(logs, P0, P1);

      Set<Long> all = new HashSet<>(versions.get(0));
      all.addAll(versions.get(1));
      assertThat(versions).allSatisfy(own -> assertThat(own).hasSize(COMMITS));
      assertThat(all).as("no version was won twice").hasSize(2 * COMMITS);
      TableSnapshot snapshot = logs.existing(EVENTS).orElseThrow().snapshot(List.of(P0, P1));
      assertThat(snapshot.files()).hasSize(2 * COMMITS);
      assertThat(snapshot.offsets().next(P0)).hasValue(COMMITS);
      assertThat(snapshot.offsets().next(P1)).hasValue(COMMITS);
      assertThat(leftovers(logs)).isEmpty();
    }
  }

  @Test
  void shouldLetOneOfTwoWritersOfThePartitionWinEachTime() throws Exception {
    try (TableLogs logs = logs("contested")) {
      logs.open(EVENTS);

      List<Set<Long>> versions = together(logs, P0, P0);

      int won = versions.get(0).size() + versions.get(1).size();
      TableSnapshot snapshot = logs.existing(EVENTS).orElseThrow().snapshot(List.of(P0));
      assertThat(snapshot.offsets().next(P0)).hasValue(won);
      assertThat(snapshot.files()).hasSize(won);
    }
  }

  @Test
  void shouldNotListTheLogToCommitOrToOpenTheTableBehindACheckpoint() throws IOException {
    try (FaultProxy storage = new FaultProxy(azurite.port(), 0);
        TableLogs logs =
            TableLogs.of(
                DeltaSettings.at(azurite.uri("listed"), azurite.hadoop(storage.port())),
                "headwater")) {
      // Given a log with a checkpoint
      int checkpoint = DeltaSettings.defaults().checkpointInterval();
      OffsetAdvance advance = first(P0, 10);
      TableLog log = logs.open(EVENTS);
      for (int version = 1; version <= checkpoint + 1; version++) {
        log.append(List.of(file()), List.of(advance));
        advance = moved(P0, advance.next(), advance.next() + 10);
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> hasCheckpoint(logs));
      int before = storage.requests().size();

      // When it is written to, and opened by somebody else
      assertThat(log.append(List.of(file()), List.of(advance))).isInstanceOf(Committed.class);
      assertThat(logs.open(EVENTS).committed(List.of(P0)).next(P0)).hasValue(advance.next());

      // Then storage was asked for single names only, as it was not before there was a checkpoint
      List<String> requests = storage.requests();
      assertThat(requests.subList(0, before)).anyMatch(AzureTableLogIT::listsTheLog);
      assertThat(requests.subList(before, requests.size()))
          .isNotEmpty()
          .noneMatch(AzureTableLogIT::listsTheLog);
    }
  }

  private static boolean listsTheLog(String request) {
    return request.contains("comp=list") && request.contains("/_delta_log/&");
  }

  private static boolean hasCheckpoint(TableLogs logs) throws IOException {
    org.apache.hadoop.fs.Path last =
        new org.apache.hadoop.fs.Path(logs.root(EVENTS), "_delta_log/_last_checkpoint");
    return last.getFileSystem(logs.hadoop()).exists(last);
  }

  /** The versions that each of two writers won, a thread each. */
  private static List<Set<Long>> together(TableLogs logs, TopicPartition... writers)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(writers.length);
    try {
      List<Future<Set<Long>>> running = new ArrayList<>();
      for (TopicPartition partition : writers) {
        running.add(threads.submit(() -> write(logs.open(EVENTS), partition)));
      }
      List<Set<Long>> versions = new ArrayList<>();
      for (Future<Set<Long>> one : running) {
        versions.add(one.get());
      }
      return versions;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Moves the partition on by one offset with each file, from wherever it is. */
  private static Set<Long> write(TableLog log, TopicPartition partition) throws IOException {
    Set<Long> won = new HashSet<>();
    OptionalLong at = log.committed(List.of(partition)).next(partition);
    for (int attempt = 0; attempt < COMMITS; attempt++) {
      OffsetAdvance advance = new OffsetAdvance(partition, at, at.orElse(0) + 1);
      CommitOutcome outcome = log.append(List.of(file()), List.of(advance));
      if (outcome instanceof Committed committed) {
        won.add(committed.version());
        at = OptionalLong.of(advance.next());
      } else if (outcome instanceof Conflict conflict) {
        at = conflict.found();
      } else {
        throw new AssertionError("Nothing failed, and yet " + outcome);
      }
    }
    return won;
  }

  /** Files of the log folder that are neither entries nor checkpoints: drafts of entries. */
  private static List<String> leftovers(TableLogs logs) throws IOException {
    org.apache.hadoop.fs.Path log = new org.apache.hadoop.fs.Path(logs.root(EVENTS), "_delta_log");
    FileSystem storage = log.getFileSystem(logs.hadoop());
    List<String> drafts = new ArrayList<>();
    for (FileStatus file : storage.listStatus(log)) {
      if (file.getPath().getName().startsWith(".")) {
        drafts.add(file.getPath().getName());
      }
    }
    return drafts;
  }

  private static TableLogs logs(String folder) {
    return TableLogs.of(DeltaSettings.at(azurite.uri(folder), azurite.hadoop()), "headwater");
  }

  /** For the log only the name of a file matters. */
  private static DataFile file() {
    return new DataFile(
        "event_date=2024-05-01/part-" + UUID.randomUUID() + ".parquet",
        Map.of("event_date", "2024-05-01"),
        4,
        1_700_000_000_000L,
        10,
        "{\"numRecords\":10}");
  }
}
