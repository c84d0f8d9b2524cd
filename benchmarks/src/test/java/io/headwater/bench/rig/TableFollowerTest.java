package io.headwater.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFollowerTest {

  private static final TopicPartition PARTITION = new TopicPartition("enriched", 2);

  @TempDir private Path dir;

  @Test
  void shouldSeeNothingOfATableThatIsNotThereYet() {
    TableFollower table = new TableFollower(dir.resolve("events"), "sink");

    assertThat(table.look()).isFalse();
    assertThat(table.rows()).isZero();
    assertThat(table.next(PARTITION)).isZero();
  }

  @Test
  void shouldSeeRowsAndOffsetsEntryByEntry() throws Exception {
    // Given a table that was made, and got rows
    TableFollower table = new TableFollower(dir.resolve("events"), "sink");
    entry(0, "{\"metaData\":{\"id\":\"x\"}}");
    entry(1, append(70, 100));

    // When it is looked at
    assertThat(table.look()).isTrue();

    // Then these are all it has
    assertThat(table.rows()).isEqualTo(70);
    assertThat(table.next(PARTITION)).isEqualTo(100);
    assertThat(table.look()).isFalse();

    // When files are rewritten, and another commit comes
    entry(
        2,
        "{\"commitInfo\":{\"operation\":\"OPTIMIZE\",\"operationMetrics\":{\"numOutputRows\":\"70\"}}}");
    entry(3, append(5, 107));

    // Then only that one brings rows
    assertThat(table.look()).isTrue();
    assertThat(table.rows()).isEqualTo(75);
    assertThat(table.next(PARTITION)).isEqualTo(107);
    assertThat(table.next(new TopicPartition("enriched", 0))).isZero();
  }

  private static String append(long rows, long next) {
    return """
        {"commitInfo":{"operation":"STREAMING UPDATE","operationMetrics":{"numOutputRows":"%d"}}}
        {"txn":{"appId":"sink/enriched/2","version":%d}}
        {"txn":{"appId":"another/enriched/2","version":7000}}
        {"add":{"path":"a.parquet","size":1}}
        """
        .formatted(rows, next);
  }

  private void entry(long version, String lines) throws IOException {
    Path log = Files.createDirectories(dir.resolve("events/_delta_log"));
    Files.writeString(log.resolve("%020d.json".formatted(version)), lines);
  }
}
