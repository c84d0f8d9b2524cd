package io.headwater.readers;

import static io.headwater.sink.config.TableCatalog.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.testkit.History;
import io.headwater.sink.testkit.KernelReader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Delta Kernel, on which many readers are built, and the tables of a sink. */
class KernelReadsTablesIT {

  static Stream<String> tables() {
    return Expected.tables().stream().map(TableDefinition::name);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void shouldReadEveryRowOfEveryKindOfTable(String table) {
    assertThat(rows(new KernelReader(SomeDays.table(table))))
        .isEqualTo(Expected.rows(Expected.table(table), 0, SomeDays.ROWS));
  }

  @Test
  void shouldOpenFewFilesForOneSensor() {
    KernelReader events = new KernelReader(SomeDays.table(EVENTS));

    List<String> files =
        events.filesFor(
            new Predicate("=", new Column("sensor_id"), Literal.ofString(History.sensor(120))));

    assertThat(files).isNotEmpty().hasSizeLessThanOrEqualTo(4);
  }

  /** In the order of their offsets. */
  static List<Map<String, @Nullable Object>> rows(KernelReader table) {
    return table.rows().stream()
        .sorted(Comparator.comparing(row -> (Long) row.get(TableCatalog.KAFKA_OFFSET)))
        .toList();
  }
}
