package io.headwater.sink.parquet;

import io.headwater.sink.config.Column;
import io.headwater.sink.config.TableDefinition;
import java.util.List;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Whether a data file is of our own making, so that its rows can be written again without losing
 * anything: it says so, it has no column we don't know, and those it has are as we would write
 * them.
 */
final class FileOrigin {

  /** In the footer of each file of ours: the topic its rows come from. */
  static final String MARK = "headwater.topic";

  private FileOrigin() {}

  /**
   * Looks at a file's footer.
   *
   * @throws ForeignFile when it is not, and why
   */
  static void check(String path, FileMetaData footer, TableDefinition table) throws ForeignFile {
    if (!footer.getKeyValueMetaData().containsKey(MARK)) {
      throw new ForeignFile(path, "was written by another program: " + footer.getCreatedBy());
    }
    List<Column> columns = table.dataColumns();
    MessageType ours = ParquetSchema.of(table.name(), columns);
    for (Type there : footer.getSchema().getFields()) {
      if (!ours.containsField(there.getName())) {
        throw new ForeignFile(
            path, "has a column " + there.getName() + ", which this version does not know");
      }
      if (!ours.getType(there.getName()).equals(there)) {
        throw new ForeignFile(
            path,
            "has %s, which this version writes as %s"
                .formatted(there, ours.getType(there.getName())));
      }
    }
    for (Column column : columns) {
      if (!column.nullable() && !footer.getSchema().containsField(column.name())) {
        throw new ForeignFile(path, "has no column " + column.name());
      }
    }
  }
}
