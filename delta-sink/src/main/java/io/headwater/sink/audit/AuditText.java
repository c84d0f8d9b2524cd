package io.headwater.sink.audit;

import io.headwater.sink.audit.AuditReport.Counts;
import io.headwater.sink.audit.AuditReport.InputAudit;
import io.headwater.sink.audit.AuditReport.PartitionAudit;
import io.headwater.sink.audit.AuditReport.TableAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** An {@link AuditReport} for people: aligned tables, then the verdict and what is wrong. */
final class AuditText {

  private static final String OK = "ok";
  private static final String WRONG = "WRONG";

  private AuditText() {}

  static String of(AuditReport report) {
    StringBuilder text = new StringBuilder();
    append(text, tables(report));
    text.append('\n');
    append(text, inputs(report));
    text.append('\n');
    appendVerdict(text, report);
    return text.toString();
  }

  private static List<List<String>> tables(AuditReport report) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("table", "topic-partition", "rows", "next offset", "lag", "verdict"));
    for (TableAudit table : report.tables()) {
      for (PartitionAudit partition : table.partitions()) {
        lines.add(
            List.of(
                table.table(),
                table.topic() + "-" + partition.partition(),
                Long.toString(partition.rows()),
                partition.nextOffset().isPresent()
                    ? Long.toString(partition.nextOffset().getAsLong())
                    : "none",
                Long.toString(partition.lag()),
                verdict(partition)));
      }
    }
    return lines;
  }

  private static String verdict(PartitionAudit partition) {
    if (!partition.problems().isEmpty()) {
      return WRONG;
    }
    long older = partition.unverified() + partition.older();
    String gaps = partition.gaps().isEmpty() ? "" : ", recorded gaps: " + partition.gaps().size();
    return older == 0
        ? OK + gaps
        : "ok (%d rows older than the topic: searched for duplicates only)%s"
            .formatted(older, gaps);
  }

  private static String verdict(InputAudit input) {
    if (!input.problems().isEmpty()) {
      return WRONG;
    }
    return input.lost() == 0 ? OK : "ok (%d lost in recorded gaps)".formatted(input.lost());
  }

  private static List<List<String>> inputs(AuditReport report) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of("input", "read", "events", "rejected", "in transit", "position", "lag", "verdict"));
    for (InputAudit input : report.input()) {
      lines.add(
          List.of(
              input.topic() + "-" + input.partition(),
              Long.toString(input.read()),
              Long.toString(input.events()),
              Long.toString(input.rejected()),
              Long.toString(input.inTransit()),
              Long.toString(input.position()),
              Long.toString(input.lag()),
              verdict(input)));
    }
    return lines;
  }

  /** Columns of digits to the right, all others to the left. */
  private static void append(StringBuilder text, List<List<String>> lines) {
    int[] widths =
        IntStream.range(0, lines.get(0).size())
            .map(
                column ->
                    lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toArray();
    boolean[] right = new boolean[widths.length];
    for (int column = 0; column < widths.length; column++) {
      int at = column;
      right[column] = lines.stream().skip(1).allMatch(line -> line.get(at).matches("[0-9]+|none"));
    }
    for (List<String> line : lines) {
      StringBuilder cells = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String format = right[column] ? "%" + widths[column] + "s" : "%-" + widths[column] + "s";
        cells.append(column == 0 ? "" : "  ").append(format.formatted(line.get(column)));
      }
      text.append(cells.toString().stripTrailing()).append('\n');
    }
  }

  private static void appendVerdict(StringBuilder text, AuditReport report) {
    Counts counts = report.counts();
    text.append("%s lag=%d%n".formatted(counts.summary(), counts.lag()));
    report.tables().stream()
        .flatMap(table -> table.partitions().stream())
        .flatMap(partition -> partition.gaps().stream())
        .forEach(gap -> text.append("  recorded gap: ").append(gap).append('\n'));
    report.problems().forEach(problem -> text.append("  ").append(problem).append('\n'));
    text.append(
        report.passed()
            ? "PASS: every record is in its table exactly once, as far as the sink has got\n"
            : "FAIL: %d problem%s\n"
                .formatted(report.problems().size(), report.problems().size() == 1 ? "" : "s"));
  }
}
