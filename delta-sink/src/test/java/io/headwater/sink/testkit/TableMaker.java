package io.headwater.sink.testkit;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.Column;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.CommitOutcome;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.parquet.Row;
import io.headwater.sink.parquet.RowMapper;
import io.headwater.sink.parquet.TableFileWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * A process that writes tables as the sink does, on demand, for tests whose own JVM has other
 * libraries than the sink. What it writes is {@link History}'s next records.
 *
 * <p>Reads commands from its standard input, a line each, and answers each with a line: {@code
 * append TABLE ROWS COMMITS} and {@code odd aggregates}, for the rows of {@link OddWindows}
 * (answer: the next offset); {@code without TABLE COLUMN} and {@code whole TABLE} (which columns
 * the contract has from now on; answer: the table's name). Ends when its input does.
 */
public final class TableMaker {

  private final TableLogs logs;
  private final Map<String, Open> open = new HashMap<>();

  private TableMaker(TableLogs logs) {
    this.logs = logs;
  }

  private record Open(
      TableDefinition table, TableLog log, TableFileWriter files, RowMapper mapper) {

    TopicPartition partition() {
      return new TopicPartition(table.topic(), 0);
    }
  }

  /** Takes the folder of the tables, and how many versions they have between two checkpoints. */
  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // nobody else may answer
    DeltaSettings settings =
        new DeltaSettings(args[0], Integer.valueOf(args[1]), null, null, null, null);
    try (TableLogs logs = TableLogs.of(settings, "headwater")) {
      TableMaker maker = new TableMaker(logs);
      BufferedReader commands =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String command = commands.readLine();
      while (command != null) {
        answers.println(maker.obey(command.split(" ")));
        answers.flush();
        command = commands.readLine();
      }
    }
  }

  private String obey(String[] words) throws IOException {
    String table = words[1];
    switch (words[0]) {
      case "append" -> {
        Open target = open.containsKey(table) ? open.get(table) : use(definition(table));
        for (int commit = 0; commit < Integer.parseInt(words[3]); commit++) {
          append(target, Integer.parseInt(words[2]), offset -> History.record(table, offset));
        }
        return Long.toString(next(target).orElse(0));
      }
      case "odd" -> {
        Open target = use(definition(table));
        append(target, OddWindows.count(), OddWindows::record);
        return Long.toString(next(target).orElse(0));
      }
      case "without" -> use(without(definition(table), words[2]));
      case "whole" -> use(definition(table));
      default -> throw new IllegalArgumentException("No such command: " + words[0]);
    }
    return table;
  }

  private Open use(TableDefinition table) throws IOException {
    Open target =
        new Open(
            table,
            logs.open(table),
            new TableFileWriter(table, logs.root(table), logs.hadoop()),
            new RowMapper(table));
    open.put(table.name(), target);
    return target;
  }

  private static void append(Open target, int count, LongFunction<byte[]> records)
      throws IOException {
    OptionalLong committed = next(target);
    long begin = committed.orElse(0);
    List<Row> rows = new ArrayList<>();
    for (long offset = begin; offset < begin + count; offset++) {
      byte[] value = records.apply(offset);
      rows.add(
          target
              .mapper()
              .map(
                  Records.at(target.table().topic(), 0, offset, value),
                  History.ingestedAt(offset)));
    }
    CommitOutcome outcome =
        target
            .log()
            .append(
                target.files().write(rows),
                List.of(new OffsetAdvance(target.partition(), committed, begin + count)));
    if (!(outcome instanceof CommitOutcome.Committed)) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  private static OptionalLong next(Open target) throws IOException {
    return target.log().committed(List.of(target.partition())).next(target.partition());
  }

  private static TableDefinition definition(String name) {
    return TableCatalog.of(TopicSettings.defaults()).stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static TableDefinition without(TableDefinition table, String column) {
    List<Column> columns =
        table.columns().stream().filter(each -> !each.name().equals(column)).toList();
    return new TableDefinition(
        table.name(), table.topic(), columns, table.partitionColumns(), table.sortColumns());
  }
}
