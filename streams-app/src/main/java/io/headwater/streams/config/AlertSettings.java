package io.headwater.streams.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.alerts}: when anomalies are an alert, and when many alerts are one.
 *
 * @param resolveAfter event time from a sensor's last anomaly to the first event that shows that it
 *     is over, default 1 min
 * @param storm when the alerts of a location are rolled up
 */
public record AlertSettings(
    @DurationMin(seconds = 1) @DurationMax(days = 30) Duration resolveAfter, @Valid Storm storm) {

  public AlertSettings(@Nullable Duration resolveAfter, @Nullable Storm storm) {
    this.resolveAfter = resolveAfter == null ? Duration.ofMinutes(1) : resolveAfter;
    this.storm = storm == null ? Storm.defaults() : storm;
  }

  /** The defaults. */
  public static AlertSettings defaults() {
    return new AlertSettings(null, null);
  }

  /**
   * {@code headwater.alerts.storm}: more alerts of one rule at one location than that are a storm.
   *
   * @param sensors that many may open an alert by themselves, default 10; 0: there are no storms
   * @param within event time in which they open it, default 1 min
   */
  public record Storm(
      @Min(0) @Max(10_000) Integer sensors,
      @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration within) {

    public Storm(@Nullable Integer sensors, @Nullable Duration within) {
      this.sensors = sensors == null ? 10 : sensors;
      this.within = within == null ? Duration.ofMinutes(1) : within;
    }

    /** The defaults. */
    public static Storm defaults() {
      return new Storm(null, null);
    }
  }
}
