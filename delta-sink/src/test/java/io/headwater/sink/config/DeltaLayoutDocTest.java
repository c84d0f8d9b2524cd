package io.headwater.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.gaps.GapTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables as docs/delta-layout.md shows them are the tables that are written. */
class DeltaLayoutDocTest {

  private static final Path DOC = Path.of("../docs/delta-layout.md");

  @Test
  void shouldShowEachTableColumnByColumn() throws IOException {
    List<String> doc = Files.readAllLines(DOC);

    List<TableDefinition> tables = new ArrayList<>(TableCatalog.of(TopicSettings.defaults()));
    tables.add(GapTable.definition());
    for (TableDefinition table : tables) {
      int heading = doc.indexOf("### `" + table.name() + "`");
      assertThat(heading).as(table.name()).isPositive();
      assertThat(doc.get(heading + 2))
          .isEqualTo(
              "%s; partitioned by %s; rows of a file sorted by %s."
                  .formatted(
                      source(table), names(table.partitionColumns()), names(table.sortColumns())));
      List<String> rows = doc.subList(heading + 6, heading + 6 + table.columns().size());
      assertThat(rows).containsExactlyElementsOf(rows(table));
      assertThat(doc.get(heading + 6 + rows.size())).isEmpty();
    }
  }

  private static String source(TableDefinition table) {
    return table.topic().isEmpty() ? "Of the sink's own" : "From `" + table.topic() + "`";
  }

  private static List<String> rows(TableDefinition table) {
    List<String> rows = new ArrayList<>();
    for (Column column : table.columns()) {
      rows.add(
          "| `%s` | %s | %s | %s |"
              .formatted(
                  column.name(),
                  type(column),
                  column.nullable() ? "may be null" : "",
                  column.comment()));
    }
    return rows;
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case INT -> "integer";
      case STRING_LIST -> "array of string";
      case HEADER_LIST -> "array of struct (`key` string, `value_base64` string)";
      default -> column.type().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String names(List<String> columns) {
    return "`" + String.join("`, `", columns) + "`";
  }
}
