package io.headwater.sink.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.batch.TableBuffer;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.parquet.RowMapper;
import io.headwater.sink.testkit.FaultyLogStore.Fault;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.sink.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitterTest {

  private static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);
  private static final TopicPartition P0 = new TopicPartition(EVENTS.topic(), 0);

  @TempDir private Path base;
  private final TableBuffer buffer = new TableBuffer();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Scenario scenario;
  private Committer committer;

  @BeforeEach
  void aCommitThatFailed() throws IOException {
    scenario = new Scenario(base);
    committer = new Committer(scenario.target(), () -> now);
    scenario
        .target()
        .log()
        .append(List.of(), List.of(new OffsetAdvance(P0, OptionalLong.empty(), 0)));
    read(1.5);
    scenario.faults.next(Fault.BEFORE_IT_LANDS);
    assertThatThrownBy(() -> committer.commit(buffer)).isInstanceOf(IOException.class);
  }

  @Test
  void shouldCommitTheFilesItHas() throws IOException {
    List<Path> before = dataFiles();

    assertThat(committer.commit(buffer).orElseThrow().outcome()).isInstanceOf(Committed.class);
    assertThat(dataFiles()).hasSize(1).isEqualTo(before);
    assertThat(values()).containsExactly(1.5);
  }

  @Test
  void shouldNotCommitRowsThatWereDroppedForOthersAtTheSameOffsets() throws IOException {
    // Given: the broker lost the record before it was in the table, and has another in its place
    buffer.drop(List.of(P0));
    read(2.5);

    assertThat(committer.commit(buffer).orElseThrow().outcome()).isInstanceOf(Committed.class);
    assertThat(values()).containsExactly(2.5);
  }

  @Test
  void shouldWriteFilesAgainThatSomebodyMayHaveTakenForLeftBehind() throws IOException {
    scenario.faults.next(Fault.BEFORE_IT_LANDS);
    assertThatThrownBy(() -> committer.commit(buffer)).isInstanceOf(IOException.class);
    List<Path> before = dataFiles();
    now = now.plus(Duration.ofDays(1));

    assertThat(committer.commit(buffer).orElseThrow().outcome()).isInstanceOf(Committed.class);
    assertThat(dataFiles()).hasSize(1).doesNotContainAnyElementsOf(before);
    assertThat(values()).containsExactly(1.5);
  }

  private void read(double value) {
    buffer.open(P0, 0);
    buffer.add(
        P0,
        new RowMapper(EVENTS)
            .map(
                Records.at(
                    EVENTS.topic(),
                    0,
                    0,
                    new EnrichedEventJson()
                        .encode(Records.reading("sensor-1", "2026-01-01T00:00:00Z", value))),
                0),
        0,
        now);
  }

  private List<Object> values() {
    return new KernelReader(scenario.folder())
        .rows().stream().<Object>map(row -> row.get("value")).toList();
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(scenario.folder())) {
      return files.filter(file -> file.toString().endsWith(".zstd.parquet")).toList();
    }
  }
}
