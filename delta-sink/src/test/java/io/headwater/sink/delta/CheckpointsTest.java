package io.headwater.sink.delta;

import static io.headwater.sink.delta.TestTables.EVENTS;
import static io.headwater.sink.delta.TestTables.P0;
import static io.headwater.sink.delta.TestTables.first;
import static io.headwater.sink.delta.TestTables.moved;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.delta.log.LogName;
import io.headwater.sink.testkit.KernelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What happens to a table between the commit that asks for a checkpoint and its writing. */
class CheckpointsTest {

  private static final int INTERVAL = 5;

  @TempDir private Path base;
  private final List<Runnable> asked = new ArrayList<>();
  private TestTables tables;
  private TableLog log;

  @BeforeEach
  void aTableThatAsksForACheckpoint() throws IOException {
    tables = new TestTables(base);
    log = open();
    for (int next = 1; next <= INTERVAL; next++) {
      append(next);
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void shouldWriteOneOfTheNewestVersion() throws IOException {
    append(INTERVAL + 1);

    asked.get(0).run();

    assertThat(logFiles()).contains(LogName.checkpoint(INTERVAL + 1), LogName.LAST_CHECKPOINT);
    assertThat(new KernelReader(tables.folder()).snapshot().getVersion()).isEqualTo(INTERVAL + 1);
    assertThat(open().snapshot(List.of()).files()).hasSize(INTERVAL + 1);
  }

  @Test
  void shouldWriteOneAtATimeAndTheNextWhenThatIsDone() throws IOException {
    for (int next = INTERVAL + 1; next <= 2 * INTERVAL; next++) {
      append(next);
    }
    assertThat(asked).hasSize(1);

    asked.get(0).run();
    for (int next = 2 * INTERVAL + 1; next <= 3 * INTERVAL; next++) {
      append(next);
    }

    assertThat(asked).hasSize(2);
  }

  @Test
  void shouldNotBringBackHalfATableThatWasDeleted() throws IOException {
    FileSystemUtils.deleteRecursively(tables.folder());

    asked.get(0).run();

    assertThat(tables.folder()).doesNotExist();
    assertThat(open().append(List.of(tables.file(1)), List.of(first(P0, 1))))
        .isEqualTo(new CommitOutcome.Committed(1));
  }

  @Test
  void shouldLeaveOutNothingOfAProtocolItDoesNotKnow() throws IOException {
    Files.writeString(
        tables.folder().resolve("_delta_log").resolve(LogName.entry(INTERVAL + 1)),
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["domainMetadata"]}}
        {"domainMetadata":{"domain":"plant","configuration":"{}","removed":false}}
        """);

    asked.get(0).run();

    assertThat(logFiles()).noneMatch(name -> name.contains("checkpoint"));
    assertThat(new KernelReader(tables.folder()).snapshot().getDomainMetadata("plant"))
        .contains("{}");
  }

  private void append(int next) throws IOException {
    log.append(
        List.of(tables.file(1)), List.of(next == 1 ? first(P0, 1) : moved(P0, next - 1, next)));
  }

  private TableLog open() throws IOException {
    TableLogs logs = tables.of("headwater");
    return StandaloneTables.open(
        logs.hadoop(),
        logs.root(EVENTS),
        EVENTS,
        Map.of(TableProperties.CHECKPOINT_INTERVAL, Integer.toString(INTERVAL)),
        "headwater",
        asked::add);
  }

  private List<String> logFiles() throws IOException {
    try (Stream<Path> files = Files.list(tables.folder().resolve("_delta_log"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
