package io.headwater.bench.closing;

import java.time.Instant;
import java.util.Locale;

/** A moment of event time at which windows end. */
enum Boundary {
  /** Windows of a minute, and the sliding ones. */
  MINUTE(Instant.parse("2024-03-01T12:30:00Z")),

  /** Those of a minute, the sliding ones, and the hours. */
  HOUR(Instant.parse("2024-03-01T13:00:00Z"));

  private final Instant instant;

  Boundary(Instant instant) {
    this.instant = instant;
  }

  Instant instant() {
    return instant;
  }

  /** As it is called on the command line and in reports. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
