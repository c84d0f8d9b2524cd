package io.headwater.sink.maintain;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table's property that is a span of time, as Delta spells it: {@code interval 30 days}. */
final class TableInterval {

  private static final Pattern PART = Pattern.compile("\\s*([0-9]{1,9})\\s+([a-z]+?)s?(?=\\s|$)");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "week", Duration.ofDays(7),
          "day", Duration.ofDays(1),
          "hour", Duration.ofHours(1),
          "minute", Duration.ofMinutes(1),
          "second", Duration.ofSeconds(1),
          "millisecond", Duration.ofMillis(1));

  private TableInterval() {}

  /**
   * The value of {@code property}.
   *
   * @param otherwise Delta's default, for a table that does not have it
   * @throws IOException when the table has it and it cannot be read, a sentence: nothing may be
   *     deleted on a guess
   */
  static Duration of(Map<String, String> properties, String property, Duration otherwise)
      throws IOException {
    String text = properties.get(property);
    if (text == null) {
      return otherwise;
    }
    String parts = text.toLowerCase(Locale.ROOT).strip().replaceFirst("^interval\\s+", "");
    Matcher part = PART.matcher(parts);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      Duration unit = UNITS.get(part.group(2));
      if (unit == null) {
        break;
      }
      sum = sum.plus(unit.multipliedBy(Long.parseLong(part.group(1))));
      end = part.end();
    }
    if (end == 0 || end < parts.length()) {
      throw new IOException(
          "the table's property %s=%s is no span of time such as interval 7 days"
              .formatted(property, text));
    }
    return sum;
  }
}
