package io.headwater.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table of Markdown: its first column is text, the others are numbers. */
public final class MarkdownTable {

  private final List<List<String>> rows = new ArrayList<>();

  public MarkdownTable(String... titles) {
    rows.add(List.of(titles));
  }

  /** Adds a row, and returns this table. */
  public MarkdownTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** A number with as many digits as one looks at: about three that say something. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    String format = size >= 100 || value == 0 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, size > 0 && size < 0.095 ? "%.4f" : format, value);
  }

  /** A count, with all its digits. */
  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(line(rows.get(0)));
    text.append("|---").append("|---:".repeat(rows.get(0).size() - 1)).append("|\n");
    rows.stream().skip(1).map(MarkdownTable::line).forEach(text::append);
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
