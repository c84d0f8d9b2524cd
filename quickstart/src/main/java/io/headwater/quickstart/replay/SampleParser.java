package io.headwater.quickstart.replay;

import io.headwater.model.EventTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Lines of a CSV file to samples; it counts them, to name the one that is wrong. */
final class SampleParser {

  private static final String HEADER = "timestamp,value";
  private static final Pattern ZONE = Pattern.compile(".*(Z|[+-]\\d{2}(:?\\d{2})?)");

  /** The date alone has dashes that look like an offset. */
  private static final int LENGTH_OF_DATE = 10;

  private final String file;
  private int line;

  SampleParser(String file) {
    this.file = file;
  }

  /** The sample of the next line; empty for the header and for blank lines. */
  Optional<Sample> parse(String text) {
    line++;
    if (line == 1) {
      String header = text.replace("\uFEFF", "").replace(" ", "").toLowerCase(Locale.ROOT);
      if (!header.equals(HEADER)) {
        throw wrong("the first line must be the header " + HEADER + ", but is '" + text + "'");
      }
      return Optional.empty();
    }
    if (text.isBlank()) {
      return Optional.empty();
    }
    String[] columns = text.split(",", -1);
    if (columns.length != 2) {
      throw wrong("needs two columns, " + HEADER + ", but is '" + text + "'");
    }
    return Optional.of(new Sample(time(columns[0].strip()), value(columns[1].strip())));
  }

  private long time(String text) {
    String instant = text.replace(' ', 'T');
    boolean hasZone =
        instant.length() > LENGTH_OF_DATE
            && ZONE.matcher(instant.substring(LENGTH_OF_DATE)).matches();
    OptionalLong time = EventTime.parse(hasZone ? instant : instant + "Z");
    return time.orElseThrow(
        () -> wrong("'" + text + "' is no time; write it like 2026-03-01 06:00:00"));
  }

  private double value(String text) {
    double value = Double.NaN;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      // told below, with the other values that are no number to send
    }
    if (!Double.isFinite(value)) {
      throw wrong("'" + text + "' is no number; write it like 71.3");
    }
    return value;
  }

  private SeriesException wrong(String what) {
    return new SeriesException("%s, line %d: %s.".formatted(file, line, what));
  }
}
