package io.headwater.sink.parquet;

import io.headwater.sink.parquet.RowLayout.Slot;
import io.headwater.sink.parquet.TableFileMerger.Source;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a data file that Headwater wrote, in their order, whole and one at a time. Holds one
 * row group of the file, compressed, and one page of each column.
 *
 * <p>Not safe for use by several threads.
 */
final class RowReader implements Closeable {

  private final String path;
  private final ExistingFiles files;
  private final RowLayout layout;
  private final Map<String, String> partitionValues;
  private final ParquetFileReader file;
  private final MessageType schema;
  private final List<SlotReader> columns = new ArrayList<>();
  private long leftInGroup;
  private long read;

  /**
   * @param partitionValues which the file itself does not hold
   * @throws ForeignFile when its rows are not ours to write again
   */
  RowReader(
      ExistingFiles files, Source source, RowLayout layout, Map<String, String> partitionValues)
      throws IOException {
    this.path = source.path();
    this.files = files;
    this.layout = layout;
    this.partitionValues = partitionValues;
    file = files.open(path);
    try {
      schema = file.getFileMetaData().getSchema();
      FileOrigin.check(path, file.getFileMetaData(), layout.table());
      if (file.getRecordCount() != source.rows()) {
        throw new ForeignFile(
            path,
            "has %d rows, but the table's log says %d"
                .formatted(file.getRecordCount(), source.rows()));
      }
      file.setRequestedSchema(schema);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /** The next row; null after the last. */
  @Nullable Row next() throws IOException {
    try {
      if (leftInGroup == 0 && !nextGroup()) {
        return null;
      }
      SlotReader.Draft row = new SlotReader.Draft(layout);
      for (SlotReader column : columns) {
        column.read(row);
      }
      leftInGroup--;
      read++;
      return row.row();
    } catch (RuntimeException e) {
      throw files.broken(path, e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private boolean nextGroup() throws IOException {
    for (PageReadStore group = file.readNextRowGroup();
        group != null;
        group = file.readNextRowGroup()) {
      if (group.getRowCount() > 0) {
        leftInGroup = group.getRowCount();
        open(group);
        return true;
      }
    }
    if (read != file.getRecordCount()) {
      throw new IOException(
          "Data file %s says it has %d rows, but %d were found"
              .formatted(path, file.getRecordCount(), read));
    }
    return false;
  }

  private void open(PageReadStore group) {
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            group, NoConverter.group(schema), schema, file.getFileMetaData().getCreatedBy());
    List<ColumnReader> readers = schema.getColumns().stream().map(store::getColumnReader).toList();
    columns.clear();
    for (Slot slot : layout.slots()) {
      columns.add(reader(slot, readers));
    }
  }

  private SlotReader reader(Slot slot, List<ColumnReader> readers) {
    String name = slot.column().name();
    String constant = partitionValues.get(name);
    if (constant != null) {
      return SlotReader.ofConstant(slot, constant.getBytes(StandardCharsets.UTF_8));
    }
    List<ColumnReader> leaves =
        readers.stream().filter(leaf -> leaf.getDescriptor().getPath()[0].equals(name)).toList();
    return leaves.isEmpty() ? SlotReader.ofNothing(slot) : SlotReader.of(slot, leaves);
  }
}
