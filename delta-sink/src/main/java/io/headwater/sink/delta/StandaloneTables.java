package io.headwater.sink.delta;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.exceptions.DeltaConcurrentModificationException;
import io.headwater.sink.config.Column;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableDescription.SinkPosition;
import io.headwater.sink.delta.log.LogName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Finds, creates and widens tables with Delta Standalone. */
final class StandaloneTables {

  /** The writer's name in the table's history. */
  static final String ENGINE = "Headwater";

  /** With this set, Delta forgets progress, and a sink that was away would write rows twice. */
  private static final String FORGETS_PROGRESS = "delta.setTransactionRetentionDuration";

  private static final int ATTEMPTS = 5;

  private StandaloneTables() {}

  static TableLog open(
      Configuration hadoop,
      Path root,
      TableDefinition table,
      Map<String, String> properties,
      String sinkId,
      Executor background)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        DeltaLog log = DeltaLog.forTable(hadoop, root);
        prepare(log.startTransaction(), root, table, properties);
        return new StandaloneTableLog(
            hadoop,
            root,
            StandaloneInternals.store(log),
            sinkId,
            metadata -> requireUnchanged(root, table, metadata),
            background);
      } catch (DeltaConcurrentModificationException e) {
        // Another process created or widened it in this moment: look again.
        if (attempt == ATTEMPTS) {
          throw new IOException("Table " + root + " is being changed all the time", e);
        }
      } catch (IncompatibleTable e) {
        throw e;
      } catch (Exception e) {
        throw failure(root, e);
      }
    }
  }

  static Optional<TableLog> existing(Configuration hadoop, Path root, String sinkId)
      throws IOException {
    try {
      if (!root.getFileSystem(hadoop).exists(new Path(root, LogName.FOLDER))) {
        return Optional.empty();
      }
      DeltaLog log = DeltaLog.forTable(hadoop, root);
      return log.tableExists()
          ? Optional.of(
              new StandaloneTableLog(
                  hadoop,
                  root,
                  StandaloneInternals.store(log),
                  sinkId,
                  metadata -> {},
                  Runnable::run))
          : Optional.empty();
    } catch (FileNotFoundException gone) {
      return Optional.empty();
    } catch (Exception e) {
      throw failure(root, e);
    }
  }

  /** As {@link #open} would find it, without making or widening it. */
  static TableFit fit(Configuration hadoop, Path root, TableDefinition table) throws IOException {
    try {
      if (!root.getFileSystem(hadoop).exists(new Path(root, LogName.FOLDER))) {
        return new TableFit.Missing();
      }
      DeltaLog log = DeltaLog.forTable(hadoop, root);
      if (!log.tableExists()) {
        return new TableFit.Missing();
      }
      Snapshot snapshot = log.update();
      StandaloneInternals.requireWritable(log, snapshot);
      SchemaMatch match = match(root, table, snapshot.getMetadata());
      return new TableFit.Fits(
          snapshot.getVersion(),
          match instanceof SchemaMatch.Lacks lacks
              ? lacks.columns().stream().map(Column::name).toList()
              : List.of(),
          StandaloneDescription.positions(StandaloneInternals.transactions(snapshot)).stream()
              .map(SinkPosition::sinkId)
              .collect(Collectors.toSet()));
    } catch (FileNotFoundException gone) {
      return new TableFit.Missing();
    } catch (Exception e) {
      throw failure(root, e);
    }
  }

  /** What Standalone throws, in our terms: its Scala code throws checked exceptions unannounced. */
  static IOException failure(Path root, Exception e) {
    if (e instanceof IncompatibleTable incompatible) {
      throw incompatible;
    }
    if (e.getClass().getSimpleName().startsWith("InvalidProtocolVersion")) {
      throw new IncompatibleTable(
          "Table %s uses features of Delta that Headwater cannot write: %s"
              .formatted(root, e.getMessage()),
          e);
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (e instanceof IOException told && reason.startsWith("Table " + root)) {
      return told;
    }
    return new IOException("Table " + root + ": " + reason, e);
  }

  private static void prepare(
      OptimisticTransaction transaction,
      Path root,
      TableDefinition table,
      Map<String, String> properties) {
    if (transaction.readVersion() < 0) {
      create(transaction, table, properties);
      return;
    }
    Metadata metadata = transaction.metadata();
    if (match(root, table, metadata) instanceof SchemaMatch.Lacks lacks) {
      widen(transaction, metadata, lacks.columns());
    }
  }

  /** A table that was opened and is being written to may be changed by its owner. */
  private static void requireUnchanged(Path root, TableDefinition table, Metadata metadata) {
    if (match(root, table, metadata) instanceof SchemaMatch.Lacks lacks) {
      throw new IncompatibleTable(
          "Table %s at %s lost %s while it was written to: start the sink again, which adds what is missing"
              .formatted(table.name(), root, names(lacks.columns())));
    }
  }

  /**
   * @throws IncompatibleTable when the table cannot take the rows, with or without more columns
   */
  private static SchemaMatch match(Path root, TableDefinition table, Metadata metadata) {
    if (metadata.getConfiguration().containsKey(FORGETS_PROGRESS)) {
      throw new IncompatibleTable(
          "Table %s has the property %s, under which Delta forgets how far the sink got, and rows"
                  .formatted(root, FORGETS_PROGRESS)
              + " would be written twice: unset the property");
    }
    SchemaMatch match = SchemaMatch.of(table, metadata.getSchema(), metadata.getPartitionColumns());
    if (match instanceof SchemaMatch.Differs differs) {
      throw new IncompatibleTable(
          "Table %s at %s %s. Change the table, or set headwater.delta.base-path to another folder"
              .formatted(table.name(), root, differs.reason()));
    }
    return match;
  }

  private static void create(
      OptimisticTransaction transaction, TableDefinition table, Map<String, String> properties) {
    transaction.updateMetadata(
        Metadata.builder()
            .name(table.name())
            .description(table.description())
            .schema(TableSchema.of(table))
            .partitionColumns(table.partitionColumns())
            .configuration(properties)
            .build());
    transaction.commit(
        List.of(),
        new Operation(
            Operation.Name.CREATE_TABLE,
            Map.of(
                "partitionBy", RawJson.quoted(RawJson.array(table.partitionColumns())),
                "description", RawJson.quoted(table.topic()))),
        ENGINE);
  }

  private static void widen(
      OptimisticTransaction transaction, Metadata metadata, List<Column> columns) {
    transaction.updateMetadata(
        metadata.copyBuilder().schema(TableSchema.with(metadata.getSchema(), columns)).build());
    transaction.commit(
        List.of(),
        new Operation(
            Operation.Name.ADD_COLUMNS, Map.of("columns", RawJson.quoted(names(columns)))),
        ENGINE);
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
