package io.headwater.sink.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads some columns of a table's data files, without touching the others. Thread-safe. */
public final class DataFileReader {

  private final ExistingFiles files;

  /**
   * @param root of the table, absolute with its scheme
   */
  public DataFileReader(Path root, Configuration hadoop) {
    this.files = new ExistingFiles(root, hadoop);
  }

  /**
   * Shows every row of a file to {@code visitor}.
   *
   * @param path as the Delta log has it: URL-encoded, relative to the root or absolute
   * @param columns of the table that are no lists, and that the file has
   * @return how many rows the file holds
   * @throws IOException when the file is missing, broken, or lacks a column
   */
  public long read(String path, List<String> columns, Consumer<Cells> visitor) throws IOException {
    try (ParquetFileReader file = files.open(path)) {
      MessageType schema = projection(file.getFileMetaData().getSchema(), columns, path);
      file.setRequestedSchema(schema);
      for (PageReadStore rows = file.readNextRowGroup();
          rows != null;
          rows = file.readNextRowGroup()) {
        visit(rows, schema, file.getFileMetaData().getCreatedBy(), visitor);
      }
      return file.getRecordCount();
    } catch (RuntimeException e) {
      throw files.broken(path, e);
    }
  }

  private static MessageType projection(MessageType schema, List<String> columns, String path)
      throws IOException {
    List<Type> types = new ArrayList<>();
    for (String column : columns) {
      if (!schema.containsField(column)) {
        throw new IOException("Data file " + path + " has no column " + column);
      }
      types.add(schema.getType(column));
    }
    return new MessageType(schema.getName(), types);
  }

  private static void visit(
      PageReadStore rows, MessageType schema, String createdBy, Consumer<Cells> visitor) {
    ColumnReadStoreImpl columns =
        new ColumnReadStoreImpl(rows, NoConverter.group(schema), schema, createdBy);
    ColumnCells cells = new ColumnCells(schema, columns);
    for (long row = 0; row < rows.getRowCount(); row++) {
      visitor.accept(cells);
      cells.next();
    }
  }
}
