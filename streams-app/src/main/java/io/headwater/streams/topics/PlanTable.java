package io.headwater.streams.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Topics as a table for a terminal. */
final class PlanTable {

  private static final String GAP = "  ";

  private PlanTable() {}

  /** Without a line break at the end. */
  static String of(List<PlannedTopic> topics) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("TOPIC", "ROLE", "PARTITIONS", "CLEANUP", "RETENTION", "TIMESTAMPS"));
    for (PlannedTopic topic : topics) {
      rows.add(
          List.of(
              topic.name(),
              topic.role().toString(),
              Integer.toString(topic.partitions()),
              topic.cleanupPolicy(),
              topic.retention().map(PlanTable::text).orElse("-"),
              topic.timestampType()));
    }
    return String.join(System.lineSeparator(), rows.stream().map(row -> line(row, rows)).toList());
  }

  private static String line(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width = rows.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
      line.append(row.get(i)).append(" ".repeat(width - row.get(i).length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String text(Duration retention) {
    return retention.toHours() % 24 == 0 ? retention.toDays() + "d" : retention.toHours() + "h";
  }
}
