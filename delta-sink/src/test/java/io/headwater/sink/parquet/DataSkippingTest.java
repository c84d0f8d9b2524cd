package io.headwater.sink.parquet;

import static io.headwater.sink.parquet.Tables.rows;
import static io.headwater.sink.parquet.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.testkit.HandWrittenLog;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.sink.testkit.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers leave out files by our statistics, and never one too many. */
class DataSkippingTest {

  private static final TableDefinition EVENTS = table(TableCatalog.EVENTS);
  private static final String LAST = "2026-01-01T08:59:59.999999Z";

  @TempDir Path root;

  @BeforeEach
  void aFileForEachOfTwoHours() throws IOException {
    TableFileWriter writer =
        new TableFileWriter(
            EVENTS, new org.apache.hadoop.fs.Path(root.toUri()), new Configuration());
    List<DataFile> files = new ArrayList<>();
    for (List<Row> hour :
        List.of(
            rows(
                EVENTS,
                new EnrichedEventJson(),
                List.of(
                    Records.reading("cold", "2026-01-01T08:00:00Z", 20),
                    Records.reading("cold", LAST, 30))),
            rows(
                EVENTS,
                new EnrichedEventJson(),
                List.of(Records.reading("hot", "2026-01-01T09:00:00Z", 200))))) {
      files.addAll(writer.write(hour));
    }
    HandWrittenLog.write(root, EVENTS, files);
  }

  @Test
  void shouldLetReadersSkipByValueSensorAndTime() {
    assertThat(filesFor(">", "value", Literal.ofDouble(100))).hasSize(1);
    assertThat(filesFor("=", "sensor_id", Literal.ofString("cold"))).hasSize(1);
    assertThat(filesFor("<", "event_time", time("2026-01-01T07:00:00Z"))).isEmpty();
    assertThat(filesFor(">", "value", Literal.ofDouble(-1))).hasSize(2);
  }

  @Test
  void shouldFindARowBelowTheMillisecondItsBoundWasCutTo() {
    assertThat(filesFor("=", "event_time", time(LAST))).hasSize(1);
  }

  private static Literal time(String text) {
    return Literal.ofTimestamp(Records.time(text));
  }

  private List<String> filesFor(String comparison, String column, Literal literal) {
    return new KernelReader(root)
        .filesFor(new Predicate(comparison, List.of(new Column(column), literal)));
  }
}
