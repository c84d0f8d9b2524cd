package io.headwater.sink.parquet;

import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.RowPartitions.Part;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes the rows of one table as Parquet files: sorted, compressed with Zstandard, one file for
 * each value of the table's partition columns, with complete Delta statistics.
 *
 * <p>Keeps nothing between calls; may be used by several threads.
 */
public final class TableFileWriter {

  private final Path root;
  private final Configuration hadoop;
  private final RowLayout layout;
  private final Comparator<Row> order;
  private final RowPartitions partitions;

  /**
   * @param root of the table, absolute with its scheme, e.g. {@code file:/data/events}
   */
  public TableFileWriter(TableDefinition table, Path root, Configuration hadoop) {
    this.root = root;
    this.hadoop = hadoop;
    layout = new RowLayout(table);
    partitions = new RowPartitions(layout);
    order = RowOrder.of(layout);
  }

  /**
   * Writes {@code rows}, which are in no particular order. When this returns, the files are durable
   * and can be committed; until then no reader sees them.
   *
   * @return the files; none for no rows
   * @throws IOException when a file could not be written; then this call leaves none behind, as far
   *     as the storage lets it delete them
   */
  public List<DataFile> write(List<Row> rows) throws IOException {
    NewDataFiles files = new NewDataFiles(TableStorage.of(root, hadoop), layout, hadoop);
    try {
      for (Part part : partitions.split(rows)) {
        part.rows().sort(order);
        for (Row row : part.rows()) {
          files.add(part.values(), row);
        }
        files.cut();
      }
      return files.finish();
    } catch (IOException | RuntimeException | Error failure) {
      files.abandon(failure);
      throw failure;
    }
  }
}
