package io.headwater.quickstart.doctor.storage;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.IncompatibleTable;
import io.headwater.sink.delta.TableFit;
import io.headwater.sink.delta.TableLogs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Whether the tables that are there take what the sink writes, by the sink's own judgement. */
final class TablesCheck implements Check {

  private final TableLogs tables;
  private final List<TableDefinition> definitions;

  TablesCheck(TableLogs tables, List<TableDefinition> definitions) {
    this.tables = tables;
    this.definitions = definitions;
  }

  @Override
  public String name() {
    return "tables";
  }

  @Override
  public List<String> needs() {
    return List.of(StorageCheck.NAME);
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(30);
  }

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    for (TableDefinition table : definitions) {
      findings.add(look(table));
    }
    return findings;
  }

  private Finding look(TableDefinition table) {
    try {
      return judge(table.name(), tables.fit(table));
    } catch (IncompatibleTable e) {
      return Finding.fail(
          e.getMessage(),
          "the sink does not start on it: change the table as it says, or give it another place"
              + " with headwater.delta.base-path");
    } catch (IOException e) {
      return Finding.fail(
          StorageCheck.why(e), "see whether the table's log is whole (./headwater tables show)");
    }
  }

  private Finding judge(String name, TableFit fit) {
    if (!(fit instanceof TableFit.Fits fits)) {
      return Finding.ok(name + " is not there yet; the sink makes it at its start");
    }
    if (!fits.writers().isEmpty() && !fits.writers().contains(tables.sinkId())) {
      return Finding.fail(
          "%s was written by the sink %s, and this one is %s: it would write every row again"
              .formatted(name, String.join(", ", new TreeSet<>(fits.writers())), tables.sinkId()),
          "set headwater.sink.id to that of the table, or headwater.delta.base-path to another"
              + " folder");
    }
    String seen = "%s fits, version %d".formatted(name, fits.version());
    return Finding.ok(
        fits.lacking().isEmpty()
            ? seen
            : seen + "; the sink adds " + String.join(", ", fits.lacking()));
  }
}
