package io.headwater.sink.parquet;

import io.headwater.sink.config.TableDefinition;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes the rows of several data files of one table partition again, as fewer and larger ones, in
 * one sorted stream: of each file it holds a row group, compressed, and a page of each column, and
 * of the new file one row group.
 *
 * <p>Keeps nothing between calls; may be used by several threads.
 */
public final class TableFileMerger {

  /** Rows between two looks at whoever wants to interrupt. */
  private static final int PULSE_ROWS = 4_096;

  private final Path root;
  private final Configuration hadoop;
  private final RowLayout layout;
  private final Comparator<Row> order;

  /**
   * @param root of the table, absolute with its scheme
   */
  public TableFileMerger(TableDefinition table, Path root, Configuration hadoop) {
    this.root = root;
    this.hadoop = hadoop;
    layout = new RowLayout(table);
    order = RowOrder.of(layout);
  }

  /**
   * A file to be merged.
   *
   * @param path as the Delta log has it
   * @param rows how many it holds by the log's account
   * @param sizeBytes of the file
   */
  public record Source(String path, long rows, long sizeBytes) {}

  /**
   * Merges files. When this returns, the new ones are durable and can be committed, and hold as
   * many rows as the old ones; until then no reader sees them. The old ones are not touched.
   *
   * @param partitionValues of all the files, a value for each partition column
   * @param targetBytes a new file is cut at as many rows as take that much in the files there are,
   *     which is more than they will take: what is merged is smaller than its parts
   * @param pulse called for each file and every few thousand rows; what it throws ends the merge
   * @throws ForeignFile when one of them is not ours to write again
   * @throws IOException when a file is missing or broken, or a new one could not be written; then,
   *     as after anything that {@code pulse} throws, this call leaves no file behind, as far as the
   *     storage lets it delete them
   */
  public List<DataFile> merge(
      Map<String, String> partitionValues, List<Source> sources, long targetBytes, Runnable pulse)
      throws IOException {
    Map<String, String> partition = inOrderOfFolders(partitionValues);
    NewDataFiles written = new NewDataFiles(TableStorage.of(root, hadoop), layout, hadoop);
    long rowsOfAFile = rowsOfAFile(sources, targetBytes);
    try (MergedRows rows = open(sources, partition, pulse)) {
      long count = 0;
      for (Row row = rows.next(); row != null; row = rows.next()) {
        written.add(partition, row);
        count++;
        if (count % PULSE_ROWS == 0) {
          pulse.run();
        }
        if (count % rowsOfAFile == 0) {
          written.cut();
        }
      }
      List<DataFile> files = written.finish();
      requireAll(sources, files);
      return files;
    } catch (IOException | RuntimeException | Error failure) {
      written.abandon(failure);
      throw failure;
    }
  }

  private static long rowsOfAFile(List<Source> sources, long targetBytes) {
    long rows = sources.stream().mapToLong(Source::rows).sum();
    long bytes = sources.stream().mapToLong(Source::sizeBytes).sum();
    return bytes <= targetBytes
        ? Long.MAX_VALUE
        : Math.max(1, (long) ((double) rows * targetBytes / bytes));
  }

  private MergedRows open(List<Source> sources, Map<String, String> partition, Runnable pulse)
      throws IOException {
    ExistingFiles files = new ExistingFiles(root, hadoop);
    MergedRows rows = new MergedRows(order);
    try {
      for (Source source : sources) {
        pulse.run();
        rows.open(files, source, layout, partition);
      }
      return rows;
    } catch (IOException | RuntimeException | Error failure) {
      rows.close();
      throw failure;
    }
  }

  private Map<String, String> inOrderOfFolders(Map<String, String> partitionValues) {
    Map<String, String> inOrder = new LinkedHashMap<>();
    for (String column : layout.table().partitionColumns()) {
      String value = partitionValues.get(column);
      if (value == null) {
        throw new IllegalArgumentException(
            layout.table().name() + ": " + partitionValues + " has no value for " + column);
      }
      inOrder.put(column, value);
    }
    return inOrder;
  }

  private void requireAll(List<Source> sources, List<DataFile> files) throws IOException {
    long before = sources.stream().mapToLong(Source::rows).sum();
    long after = files.stream().mapToLong(DataFile::rows).sum();
    if (before != after) {
      throw new IOException(
          "%s: %d files with %d rows were merged into %d rows; they stay as they are"
              .formatted(root, sources.size(), before, after));
    }
  }
}
