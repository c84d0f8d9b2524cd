package io.headwater.sink.testkit;

import io.delta.kernel.Scan;
import io.delta.kernel.ScanBuilder;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.headwater.model.EventTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Delta table with Delta Kernel, which shares no code with what wrote it: the Delta log and
 * the data files are right if this reader, too, sees what was meant.
 */
public final class KernelReader {

  private final Engine engine;
  private final Table table;

  public KernelReader(Path table) {
    this(table.toUri().toString(), Map.of());
  }

  /** Reads a table anywhere, with these settings of Hadoop. */
  public KernelReader(String table, Map<String, String> hadoop) {
    Configuration settings = new Configuration();
    hadoop.forEach(settings::set);
    this.engine = DefaultEngine.create(settings);
    this.table = Table.forPath(engine, table);
  }

  /**
   * Every row of the newest version by column name: timestamps as {@link java.time.Instant}, dates
   * as {@link LocalDate}, lists as {@link List}, structs as {@link Map}.
   */
  public List<Map<String, @Nullable Object>> rows() {
    return read(snapshot().getScanBuilder().build());
  }

  /** The paths of the data files a reader with that filter opens, by partition and statistics. */
  public List<String> filesFor(Predicate filter) {
    ScanBuilder scan = snapshot().getScanBuilder().withFilter(filter);
    List<String> paths = new ArrayList<>();
    forEachFile(
        scan.build(),
        (file, state) -> paths.add(InternalScanFileUtils.getAddFileStatus(file).getPath()));
    return paths;
  }

  /** The version of a {@code SetTransaction}, if the table has one. */
  public OptionalLong transactionVersion(String appId) {
    Optional<Long> version = snapshot().getLatestTransactionVersion(engine, appId);
    return version.isPresent() ? OptionalLong.of(version.get()) : OptionalLong.empty();
  }

  /** The newest version of the table. */
  public Snapshot snapshot() {
    return table.getLatestSnapshot(engine);
  }

  private List<Map<String, @Nullable Object>> read(Scan scan) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    forEachFile(
        scan,
        (file, state) -> {
          try (CloseableIterator<FilteredColumnarBatch> data = open(file, state)) {
            while (data.hasNext()) {
              addRows(data.next(), rows);
            }
          }
        });
    return rows;
  }

  private CloseableIterator<FilteredColumnarBatch> open(Row file, Row state) throws IOException {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    CloseableIterator<ColumnarBatch> physical =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(status),
                ScanStateRow.getPhysicalDataReadSchema(state),
                Optional.empty())
            .map(result -> result.getData());
    return Scan.transformPhysicalData(engine, state, file, physical);
  }

  private void forEachFile(Scan scan, FileVisitor visitor) {
    Row state = scan.getScanState(engine);
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
      while (files.hasNext()) {
        try (CloseableIterator<Row> rows = files.next().getRows()) {
          while (rows.hasNext()) {
            visitor.visit(rows.next(), state);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + table.getPath(engine), e);
    }
  }

  private static void addRows(
      FilteredColumnarBatch batch, List<Map<String, @Nullable Object>> rows) {
    ColumnarBatch data = batch.getData();
    StructType schema = data.getSchema();
    for (int row = 0; row < data.getSize(); row++) {
      boolean selected =
          batch.getSelectionVector().isEmpty() || batch.getSelectionVector().get().getBoolean(row);
      if (selected) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int column = 0; column < schema.length(); column++) {
          values.put(schema.at(column).getName(), value(data.getColumnVector(column), row));
        }
        rows.add(values);
      }
    }
  }

  private static @Nullable Object value(ColumnVector vector, int row) {
    if (vector.isNullAt(row)) {
      return null;
    }
    DataType type = vector.getDataType();
    if (type instanceof StringType) {
      return vector.getString(row);
    } else if (type instanceof IntegerType) {
      return vector.getInt(row);
    } else if (type instanceof LongType) {
      return vector.getLong(row);
    } else if (type instanceof DoubleType) {
      return vector.getDouble(row);
    } else if (type instanceof BooleanType) {
      return vector.getBoolean(row);
    } else if (type instanceof TimestampType) {
      return EventTime.toInstant(vector.getLong(row));
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(vector.getInt(row));
    } else if (type instanceof ArrayType) {
      return list(vector.getArray(row));
    } else if (type instanceof StructType struct) {
      return struct(vector, struct, row);
    }
    throw new IllegalArgumentException("Headwater's tables have no columns of type " + type);
  }

  private static List<@Nullable Object> list(ArrayValue array) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < array.getSize(); i++) {
      list.add(value(array.getElements(), i));
    }
    return list;
  }

  private static Map<String, @Nullable Object> struct(
      ColumnVector vector, StructType type, int row) {
    Map<String, @Nullable Object> struct = new LinkedHashMap<>();
    for (int field = 0; field < type.length(); field++) {
      struct.put(type.at(field).getName(), value(vector.getChild(field), row));
    }
    return struct;
  }

  private interface FileVisitor {
    void visit(Row file, Row scanState) throws IOException;
  }
}
