package io.headwater.quickstart.doctor.machine;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The largest heap among options of a JVM. */
final class HeapOption {

  private static final Pattern XMX = Pattern.compile("(?:^|\\s)-Xmx(\\d+)([kKmMgGtT]?)(?=\\s|$)");
  private static final String UNITS = "kmgt";

  private HeapOption() {}

  /** In bytes; the last one counts, as it does for a JVM. Empty when there is none. */
  static OptionalLong in(String options) {
    OptionalLong heap = OptionalLong.empty();
    Matcher option = XMX.matcher(options);
    while (option.find()) {
      int unit = UNITS.indexOf(option.group(2).toLowerCase(Locale.ROOT));
      int power = option.group(2).isEmpty() ? 0 : unit + 1;
      heap = OptionalLong.of(Long.parseLong(option.group(1)) << (10 * power));
    }
    return heap;
  }
}
