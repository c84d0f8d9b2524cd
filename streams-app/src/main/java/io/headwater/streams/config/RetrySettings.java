package io.headwater.streams.config;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.delivery.retry}: when an alert is posted again that could not be delivered.
 *
 * @param first the longest pause after the first attempt, default 1 s: by chance it is between half
 *     of it and all of it; each further one is twice as long
 * @param longest no pause is longer, default 1 min
 * @param retryAfterAtMost a webhook that asks for a pause ({@code Retry-After}) gets no longer one,
 *     default 5 min
 * @param giveUpAfter an attempt that fails so long after the first one is the last, default 1 h
 */
public record RetrySettings(
    @DurationMin(millis = 10) @DurationMax(hours = 1) Duration first,
    @DurationMin(millis = 10) @DurationMax(hours = 24) Duration longest,
    @DurationMin @DurationMax(hours = 24) Duration retryAfterAtMost,
    @DurationMin @DurationMax(days = 7) Duration giveUpAfter) {

  public RetrySettings(
      @Nullable Duration first,
      @Nullable Duration longest,
      @Nullable Duration retryAfterAtMost,
      @Nullable Duration giveUpAfter) {
    this.first = first == null ? Duration.ofSeconds(1) : first;
    this.longest = longest == null ? Duration.ofMinutes(1) : longest;
    this.retryAfterAtMost = retryAfterAtMost == null ? Duration.ofMinutes(5) : retryAfterAtMost;
    this.giveUpAfter = giveUpAfter == null ? Duration.ofHours(1) : giveUpAfter;
    if (this.longest.compareTo(this.first) < 0) {
      throw new IllegalArgumentException("longest must not be shorter than first");
    }
  }

  /** The defaults. */
  public static RetrySettings defaults() {
    return new RetrySettings(null, null, null, null);
  }
}
