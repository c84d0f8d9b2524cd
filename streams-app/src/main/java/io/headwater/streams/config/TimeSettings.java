package io.headwater.streams.config;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.time}: how event time passes.
 *
 * @param watermarkDelay how much out of order events may be before they are late, default 10 s
 * @param idleTimeout how long a partition must have had nothing to read before it holds nobody back
 *     any more, default 30 s
 * @param maxAhead how far past the wall clock an event may be before it is rejected, default 1 h
 */
public record TimeSettings(
    @DurationMin @DurationMax(days = LONGEST) Duration watermarkDelay,
    @DurationMin(seconds = 2) @DurationMax(days = LONGEST) Duration idleTimeout,
    @DurationMin @DurationMax(days = LONGEST) Duration maxAhead) {

  /** A century: any of them added to a time is still a time, with a year of four digits. */
  private static final int LONGEST = 36_500;

  public TimeSettings(
      @Nullable Duration watermarkDelay,
      @Nullable Duration idleTimeout,
      @Nullable Duration maxAhead) {
    this.watermarkDelay = watermarkDelay == null ? Duration.ofSeconds(10) : watermarkDelay;
    this.idleTimeout = idleTimeout == null ? Duration.ofSeconds(30) : idleTimeout;
    this.maxAhead = maxAhead == null ? Duration.ofHours(1) : maxAhead;
  }

  /** The defaults. */
  public static TimeSettings defaults() {
    return new TimeSettings(null, null, null);
  }
}
