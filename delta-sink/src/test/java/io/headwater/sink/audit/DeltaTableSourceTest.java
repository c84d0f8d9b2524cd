package io.headwater.sink.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.testkit.HandWrittenLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTableSourceTest {

  private static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);

  @TempDir private Path base;

  @Test
  void shouldSayThatATableCannotBeReadWhenItHasFeaturesOfANewerDelta() throws IOException {
    // Given: another tool turned on deletion vectors, which take a newer reader
    Path root = base.resolve(EVENTS.name());
    HandWrittenLog.write(root, EVENTS, List.of());
    Files.writeString(
        root.resolve("_delta_log/00000000000000000001.json"),
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"deletionVectors\"],"
            + "\"writerFeatures\":[\"deletionVectors\"]}}\n");
    TableSource source =
        new DeltaTableSource(TableLogs.of(DeltaSettings.at(base.toString()), "headwater"));

    assertThatThrownBy(() -> source.snapshot(EVENTS, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("uses features of Delta");
  }
}
