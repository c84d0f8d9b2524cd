package io.headwater.sink.tables;

import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.TableDescription;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sums over files of a table.
 *
 * @param rows by the files' statistics
 * @param small files that are less than half of what compaction aims at
 * @param withoutStatistics files whose statistics do not say how many rows they have; their rows
 *     are not in {@code rows}
 */
record TableFigures(long files, long rows, long bytes, long small, long withoutStatistics) {

  /** Over {@code files}. */
  static TableFigures of(Collection<ActiveFile> files, long targetBytes) {
    return new TableFigures(
        files.size(),
        files.stream().mapToLong(file -> file.rows().orElse(0)).sum(),
        files.stream().mapToLong(ActiveFile::sizeBytes).sum(),
        files.stream().filter(file -> file.sizeBytes() < targetBytes / 2).count(),
        files.stream().filter(file -> file.rows().isEmpty()).count());
  }

  /** Over the files of each partition, by its folder's name; in the order of the names. */
  static TreeMap<String, TableFigures> byPartition(TableDescription table, long targetBytes) {
    Map<String, List<ActiveFile>> files =
        table.files().stream()
            .collect(Collectors.groupingBy(file -> partition(table.partitionColumns(), file)));
    TreeMap<String, TableFigures> figures = new TreeMap<>();
    files.forEach((partition, of) -> figures.put(partition, of(of, targetBytes)));
    return figures;
  }

  private static String partition(List<String> columns, ActiveFile file) {
    return columns.stream()
        .map(
            column ->
                column + "=" + Objects.requireNonNullElse(file.partitionValues().get(column), ""))
        .collect(Collectors.joining("/"));
  }
}
