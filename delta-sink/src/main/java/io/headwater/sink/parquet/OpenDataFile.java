package io.headwater.sink.parquet;

import io.headwater.sink.parquet.TableStorage.NewFile;
import io.headwater.sink.parquet.TableStorage.Written;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;

/**
 * A data file while it is written, row by row, with its statistics. Nobody sees it before a commit
 * names it. To be either {@linkplain #finish finished} or {@linkplain #abandon abandoned}.
 */
final class OpenDataFile implements Closeable {

  private final TableStorage storage;
  private final Map<String, String> partitionValues;
  private final String path;
  private final FileStats stats;
  private final NewFile file;
  private final ParquetWriter<Row> writer;
  private long rows;

  /**
   * @param partitionValues as Delta writes them, by column, in the order of the folders
   */
  OpenDataFile(
      TableStorage storage,
      RowLayout layout,
      Map<String, String> partitionValues,
      Configuration hadoop)
      throws IOException {
    this.storage = storage;
    this.partitionValues = partitionValues;
    path = PartitionPath.folder(partitionValues) + "/" + newName();
    stats = new FileStats(layout);
    file = storage.newFile(path);
    try {
      writer = RowFileFormat.open(file, layout, hadoop);
    } catch (IOException | RuntimeException | Error failure) {
      release(file, failure);
      delete(failure);
      throw failure;
    }
  }

  void add(Row row) throws IOException {
    writer.write(row);
    stats.add(row);
    rows++;
  }

  /** Closes the file and makes it durable: it can be committed when this returns. */
  DataFile finish() throws IOException {
    close();
    Written written = storage.seal(path);
    return new DataFile(
        PartitionPath.encoded(path),
        partitionValues,
        written.sizeBytes(),
        written.modificationTimeMillis(),
        rows,
        stats.json());
  }

  /** Deletes what there is of the file, because of {@code failure}, which is told what fails. */
  void abandon(Throwable failure) {
    release(this, failure);
    delete(failure);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      writer.close();
    }
  }

  private static void release(Closeable resource, Throwable failure) {
    try {
      resource.close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void delete(Throwable failure) {
    try {
      storage.delete(path);
    } catch (IOException | RuntimeException e) {
      // harmless but for the room it takes: no commit names the file, and a vacuum removes it
      failure.addSuppressed(e);
    }
  }

  /** Never the same twice, so that nothing is ever overwritten, whoever else writes here. */
  private static String newName() {
    return "part-00000-" + UUID.randomUUID() + ".c000.zstd.parquet";
  }
}
