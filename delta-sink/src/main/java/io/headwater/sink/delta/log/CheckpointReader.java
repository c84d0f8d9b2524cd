package io.headwater.sink.delta.log;

import io.headwater.sink.delta.log.LogAction.Added;
import io.headwater.sink.delta.log.LogAction.Progress;
import io.headwater.sink.delta.log.LogAction.Properties;
import io.headwater.sink.delta.log.LogAction.Protocol;
import io.headwater.sink.delta.log.LogAction.Removed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads a checkpoint, or a part of one: Parquet with one action a row. */
final class CheckpointReader {

  /** Of each kind of action the fields that are asked for; statistics make up most of the rest. */
  private static final Map<String, Set<String>> WANTED =
      Map.of(
          "add", Set.of("path", "size"),
          "remove", Set.of("path", "deletionTimestamp"),
          "txn", Set.of("appId", "version"),
          "protocol", Set.of("minReaderVersion", "minWriterVersion"),
          "metaData", Set.of("configuration"));

  private CheckpointReader() {}

  /**
   * Shows each action of the checkpoint {@code file}.
   *
   * @throws IOException when it cannot be read, or is no checkpoint
   */
  static void read(FileStatus file, Configuration hadoop, Consumer<LogAction> visitor)
      throws IOException {
    try (ParquetFileReader parquet =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
      MessageType schema = wanted(parquet.getFileMetaData().getSchema());
      parquet.setRequestedSchema(schema);
      MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
      for (PageReadStore rows = parquet.readNextRowGroup();
          rows != null;
          rows = parquet.readNextRowGroup()) {
        RecordReader<Group> records =
            columns.getRecordReader(rows, new GroupRecordConverter(schema));
        for (long row = 0; row < rows.getRowCount(); row++) {
          action(records.read()).ifPresent(visitor);
        }
      }
    } catch (RuntimeException e) {
      // what Parquet throws at a file that is cut off or is none
      throw new IOException("is no checkpoint of a Delta log: " + e.getMessage(), e);
    }
  }

  private static MessageType wanted(MessageType file) throws IOException {
    List<Type> kinds = new ArrayList<>();
    for (Type kind : file.getFields()) {
      Set<String> fields = WANTED.get(kind.getName());
      if (fields != null && !kind.isPrimitive()) {
        GroupType group = kind.asGroupType();
        kinds.add(
            group.withNewFields(
                group.getFields().stream()
                    .filter(field -> fields.contains(field.getName()))
                    .toList()));
      }
    }
    if (kinds.stream().noneMatch(kind -> kind.getName().equals("add"))) {
      throw new IOException("is no checkpoint of a Delta log: it has no column add");
    }
    return new MessageType(file.getName(), kinds);
  }

  private static Optional<LogAction> action(Group row) {
    GroupType kinds = row.getType();
    for (Type kind : kinds.getFields()) {
      String name = kind.getName();
      if (row.getFieldRepetitionCount(name) > 0) {
        Group fields = row.getGroup(name, 0);
        return Optional.of(
            switch (name) {
              case "add" -> new Added(fields.getString("path", 0), number(fields, "size"));
              case "remove" ->
                  new Removed(fields.getString("path", 0), number(fields, "deletionTimestamp"));
              case "txn" -> new Progress(fields.getString("appId", 0), number(fields, "version"));
              case "protocol" ->
                  new Protocol(
                      fields.getInteger("minReaderVersion", 0),
                      fields.getInteger("minWriterVersion", 0));
              default -> new Properties(properties(fields));
            });
      }
    }
    return Optional.empty();
  }

  private static long number(Group fields, String name) {
    return fields.getType().containsField(name) && fields.getFieldRepetitionCount(name) > 0
        ? fields.getLong(name, 0)
        : 0;
  }

  /** The map's inner names differ between writers, so it is read by position. */
  private static Map<String, String> properties(Group metadata) {
    Map<String, String> properties = new HashMap<>();
    if (metadata.getFieldRepetitionCount(0) > 0) {
      Group map = metadata.getGroup(0, 0);
      for (int at = 0; at < map.getFieldRepetitionCount(0); at++) {
        Group pair = map.getGroup(0, at);
        if (pair.getFieldRepetitionCount(1) > 0) {
          properties.put(pair.getString(0, 0), pair.getString(1, 0));
        }
      }
    }
    return properties;
  }
}
