package io.headwater.sink.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of aligned columns, two spaces apart. */
final class TextTable {

  /** To which side a column's cells stand. */
  enum Side {
    LEFT,
    RIGHT
  }

  private final String indent;
  private final List<Side> sides = new ArrayList<>();
  private final List<String> head = new ArrayList<>();
  private final List<List<String>> lines = new ArrayList<>();

  TextTable(String indent) {
    this.indent = indent;
  }

  TextTable left(String name) {
    return column(Side.LEFT, name);
  }

  TextTable right(String name) {
    return column(Side.RIGHT, name);
  }

  void line(String... cells) {
    lines.add(List.of(cells));
  }

  @Override
  public String toString() {
    int[] widths = head.stream().mapToInt(String::length).toArray();
    for (List<String> line : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    append(text, head, widths);
    lines.forEach(line -> append(text, line, widths));
    return text.toString();
  }

  private TextTable column(Side side, String name) {
    sides.add(side);
    head.add(name);
    return this;
  }

  private void append(StringBuilder text, List<String> line, int[] widths) {
    StringBuilder cells = new StringBuilder(indent);
    for (int column = 0; column < widths.length; column++) {
      char[] blank = new char[widths[column] - line.get(column).length()];
      Arrays.fill(blank, ' ');
      cells.append(column == 0 ? "" : "  ");
      if (sides.get(column) == Side.RIGHT) {
        cells.append(blank).append(line.get(column));
      } else {
        cells.append(line.get(column)).append(blank);
      }
    }
    text.append(cells.toString().stripTrailing()).append('\n');
  }
}
