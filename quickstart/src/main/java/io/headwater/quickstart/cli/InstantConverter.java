package io.headwater.quickstart.cli;

import io.headwater.model.EventTime;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Instants as events carry them: ISO-8601 with a zone. */
public final class InstantConverter implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    return EventTime.toInstant(
        EventTime.parse(text)
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'%s' is no time with a zone; write it like 2026-03-01T06:00:00Z"
                            .formatted(text))));
  }
}
