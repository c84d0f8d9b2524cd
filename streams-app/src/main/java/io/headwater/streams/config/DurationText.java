package io.headwater.streams.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Durations as one writes them in a setting: {@code 90s}, {@code 1h}. */
final class DurationText {

  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
  }

  private DurationText() {}

  /**
   * In the largest unit of which it is a whole number, so that equal durations have equal texts: 60
   * minutes are {@code 1h}, 90 seconds {@code 90s}; in ISO-8601 when it is no whole number of
   * milliseconds.
   */
  static String of(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      if (isWhole(duration, unit.getValue())) {
        return duration.toSeconds() / unit.getValue().toSeconds() + unit.getKey();
      }
    }
    boolean wholeMillis = duration.toNanosPart() % 1_000_000 == 0;
    return wholeMillis && duration.abs().toDays() < 1
        ? duration.toMillis() + "ms"
        : duration.toString();
  }

  /** Whether it is a whole multiple of {@code unit}, which must be whole seconds and positive. */
  static boolean isWhole(Duration duration, Duration unit) {
    return duration.toNanosPart() == 0 && duration.toSeconds() % unit.toSeconds() == 0;
  }
}
