package io.headwater.sink.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Names of partition folders, and how the Delta log spells paths.
 *
 * <p>Two encodings lie on each other, as in Spark: a folder's name escapes what Hive escapes
 * ({@code a/b} is the folder {@code a%2Fb}), and the log holds the folder's name URL-encoded
 * ({@code a%252Fb}).
 */
final class PartitionPath {

  private static final String HIVE_ESCAPED = "\"#%'*/:=?\\{[]^\u007f";
  private static final String URL_PLAIN = "-_.~/=";

  private PartitionPath() {}

  /**
   * The folder of a partition, from the table's root, as the file system has it.
   *
   * @param values by column, in the order of the folders
   */
  static String folder(Map<String, String> values) {
    StringBuilder folder = new StringBuilder();
    values.forEach(
        (column, value) -> {
          folder.append(folder.isEmpty() ? "" : "/");
          escapeForHive(column, folder);
          folder.append('=');
          escapeForHive(value, folder);
        });
    return folder.toString();
  }

  /** A path of the file system as {@code AddFile.path} spells it. */
  static String encoded(String path) {
    StringBuilder encoded = new StringBuilder(path.length() + 16);
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      if (isAsciiLetterOrDigit(c) || URL_PLAIN.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        appendPercent(c, encoded);
      }
    }
    return encoded.toString();
  }

  private static void escapeForHive(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || HIVE_ESCAPED.indexOf(c) >= 0) {
        appendPercent(c, out);
      } else {
        out.append(c);
      }
    }
  }

  private static void appendPercent(char octet, StringBuilder out) {
    out.append('%')
        .append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
        .append(Character.toUpperCase(Character.forDigit(octet & 0xF, 16)));
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
