package io.headwater.streams.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.delivery.breaker}: when a webhook is left alone for a while, because it is down.
 *
 * @param attempts how many of the latest attempts are judged, default 10
 * @param failurePercent that many of them failed: the webhook is down, default 50
 * @param pause without any attempt, after which a single one finds out whether it is back, default
 *     15 s
 */
public record BreakerSettings(
    @Min(1) @Max(1_000) Integer attempts,
    @Min(1) @Max(100) Integer failurePercent,
    @DurationMin(millis = 10) @DurationMax(hours = 1) Duration pause) {

  public BreakerSettings(
      @Nullable Integer attempts, @Nullable Integer failurePercent, @Nullable Duration pause) {
    this.attempts = attempts == null ? 10 : attempts;
    this.failurePercent = failurePercent == null ? 50 : failurePercent;
    this.pause = pause == null ? Duration.ofSeconds(15) : pause;
  }

  /** The defaults. */
  public static BreakerSettings defaults() {
    return new BreakerSettings(null, null, null);
  }
}
