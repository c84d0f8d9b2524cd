package io.headwater.quickstart.cli;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as the apps' settings take them: {@code 90s}, {@code 10m}, {@code PT1H}. */
public final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return DurationStyle.detectAndParse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'%s' is no duration; write it like 90s, 10m or 1h".formatted(text));
    }
  }
}
