package io.headwater.sink.delta;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.types.StructField;
import io.headwater.sink.delta.TableDescription.ColumnDescription;
import io.headwater.sink.delta.TableDescription.SinkPosition;
import io.headwater.sink.delta.log.LogName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Describes a table, whoever made it, as Delta Standalone reads it. */
final class StandaloneDescription {

  /** Of the ids a sink leaves in a table, the one that counts offsets. */
  private static final Pattern POSITION = Pattern.compile("([^/]+)/([^/]+)/([0-9]{1,9})");

  private StandaloneDescription() {}

  static Optional<TableDescription> of(Configuration hadoop, Path root) throws IOException {
    try {
      if (!root.getFileSystem(hadoop).exists(new Path(root, LogName.FOLDER))) {
        return Optional.empty();
      }
      DeltaLog log = DeltaLog.forTable(hadoop, root);
      return log.tableExists() ? Optional.of(of(root, log.update())) : Optional.empty();
    } catch (Exception e) {
      throw StandaloneTables.failure(root, e);
    }
  }

  private static TableDescription of(Path root, Snapshot snapshot) throws IOException {
    Metadata metadata = snapshot.getMetadata();
    return new TableDescription(
        root.getName(),
        root.toString(),
        snapshot.getVersion(),
        Objects.requireNonNullElse(metadata.getDescription(), ""),
        metadata.getCreatedTime().map(OptionalLong::of).orElseGet(OptionalLong::empty),
        Arrays.stream(metadata.getSchema().getFields()).map(StandaloneDescription::column).toList(),
        metadata.getPartitionColumns(),
        metadata.getConfiguration(),
        StandaloneTableLog.activeFiles(snapshot),
        positions(StandaloneInternals.transactions(snapshot)));
  }

  private static ColumnDescription column(StructField field) {
    Object comment = field.getMetadata().getEntries().get("comment");
    return new ColumnDescription(
        field.getName(),
        field.getDataType().getCatalogString(),
        field.isNullable(),
        comment == null ? "" : comment.toString());
  }

  /** How far sinks got, read off the ids that they leave in a table. */
  static List<SinkPosition> positions(Map<String, Long> transactions) {
    List<SinkPosition> positions = new ArrayList<>();
    transactions.forEach(
        (appId, version) -> {
          Matcher id = POSITION.matcher(appId);
          if (id.matches()) {
            positions.add(
                new SinkPosition(id.group(1), id.group(2), Integer.parseInt(id.group(3)), version));
          }
        });
    positions.sort(
        Comparator.comparing(SinkPosition::sinkId)
            .thenComparing(SinkPosition::topic)
            .thenComparing(SinkPosition::partition));
    return positions;
  }
}
