package io.headwater.sink.parquet;

import io.headwater.sink.parquet.TableFileMerger.Source;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several sorted files as one sorted stream. Not safe for use by several threads at
 * once.
 */
final class MergedRows implements Closeable {

  /** A file at its next row. */
  private record Head(RowReader reader, Row row) {}

  private final List<RowReader> readers = new ArrayList<>();
  private final PriorityQueue<Head> heads;

  MergedRows(Comparator<Row> order) {
    heads = new PriorityQueue<>(Comparator.comparing(Head::row, order));
  }

  /**
   * Takes a file in.
   *
   * @throws ForeignFile when it is not ours to write again
   */
  void open(
      ExistingFiles files, Source source, RowLayout layout, Map<String, String> partitionValues)
      throws IOException {
    RowReader reader = new RowReader(files, source, layout, partitionValues);
    readers.add(reader);
    advance(reader);
  }

  /** The least row of those left; null after the last. */
  @Nullable Row next() throws IOException {
    Head head = heads.poll();
    if (head == null) {
      return null;
    }
    advance(head.reader());
    return head.row();
  }

  @Override
  public void close() throws IOException {
    for (RowReader reader : readers) {
      reader.close();
    }
  }

  private void advance(RowReader reader) throws IOException {
    Row row = reader.next();
    if (row != null) {
      heads.add(new Head(reader, row));
    }
  }
}
