package io.headwater.sink.tables;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Figures for people. */
final class Figures {

  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

  private Figures() {}

  /** With its thousands apart. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 file}, {@code 2 files}. */
  static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** In the unit in which it has one to four digits. */
  static String size(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, size < 100 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
  }

  /** To the second, in UTC. */
  static String time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** How long ago something was, in its greatest unit. */
  static String ago(long millis, Instant now) {
    Duration age = Duration.between(Instant.ofEpochMilli(millis), now);
    return age.isNegative() ? "in the future" : span(age) + " ago";
  }

  /** In its greatest unit that comes out at two or more. */
  static String span(Duration span) {
    if (span.compareTo(Duration.ofDays(2)) >= 0) {
      return span.toDays() + " d";
    } else if (span.compareTo(Duration.ofHours(2)) >= 0) {
      return span.toHours() + " h";
    } else if (span.compareTo(Duration.ofMinutes(2)) >= 0) {
      return span.toMinutes() + " min";
    }
    return span.toSeconds() + " s";
  }
}
