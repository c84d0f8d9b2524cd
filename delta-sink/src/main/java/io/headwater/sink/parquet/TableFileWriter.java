package io.headwater.sink.parquet;

import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.RowPartitions.Part;
import io.headwater.sink.parquet.TableStorage.NewFile;
import io.headwater.sink.parquet.TableStorage.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;

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
    TableStorage storage = TableStorage.of(root, hadoop);
    List<String> begun = new ArrayList<>();
    List<DataFile> files = new ArrayList<>();
    try {
      for (Part part : partitions.split(rows)) {
        String path = PartitionPath.folder(part.values()) + "/" + newName();
        begun.add(path);
        files.add(write(storage, path, part));
      }
      return List.copyOf(files);
    } catch (IOException | RuntimeException | Error failure) {
      for (String path : begun) {
        delete(storage, path, failure);
      }
      throw failure;
    }
  }

  private DataFile write(TableStorage storage, String path, Part part) throws IOException {
    part.rows().sort(order);
    FileStats stats = new FileStats(layout);
    try (NewFile file = storage.newFile(path)) {
      try (ParquetWriter<Row> writer = RowFileFormat.open(file, layout, hadoop)) {
        for (Row row : part.rows()) {
          writer.write(row);
          stats.add(row);
        }
      }
    }
    Written written = storage.seal(path);
    return new DataFile(
        PartitionPath.encoded(path),
        part.values(),
        written.sizeBytes(),
        written.modificationTimeMillis(),
        part.rows().size(),
        stats.json());
  }

  /** Never the same twice, so that nothing is ever overwritten, whoever else writes here. */
  private static String newName() {
    return "part-00000-" + UUID.randomUUID() + ".c000.zstd.parquet";
  }

  private static void delete(TableStorage storage, String path, Throwable failure) {
    try {
      storage.delete(path);
    } catch (IOException | RuntimeException e) {
      // harmless but for the room it takes: no commit names the file, and a vacuum removes it
      failure.addSuppressed(e);
    }
  }
}
