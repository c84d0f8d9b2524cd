package io.headwater.quickstart.doctor.clock;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.streams.config.TimeSettings;
import java.time.Duration;
import java.util.List;

/** Judges the clocks that were read by the checks before it. */
public final class ClockCheck implements Check {

  private static final Duration NOTABLE = Duration.ofSeconds(2);

  /** Tokens, signatures and certificates are refused from about here on. */
  private static final Duration BAD = Duration.ofMinutes(5);

  private static final String CURE =
      "let the clock of this machine be set by NTP (timedatectl, chronyc tracking), and that of the"
          + " other side too";

  private final ClockReadings readings;
  private final TimeSettings time;

  /**
   * @param readings read when the check is made
   */
  public ClockCheck(ClockReadings readings, TimeSettings time) {
    this.readings = readings;
    this.time = time;
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public List<Finding> look() {
    List<ClockReading> all = readings.all();
    if (all.isEmpty()) {
      return List.of(
          Finding.skipped(
              "no other clock could be read: neither a transaction of the broker nor an object"
                  + " store told a time"));
    }
    return all.stream().map(this::judge).toList();
  }

  private Finding judge(ClockReading reading) {
    Duration apart = reading.certain();
    if (apart.compareTo(NOTABLE) <= 0) {
      return Finding.ok(reading.words());
    }
    Duration worst = time.maxAhead().compareTo(BAD) < 0 ? time.maxAhead() : BAD;
    return apart.compareTo(worst) > 0
        ? Finding.fail(reading.words() + ": " + worse(reading), CURE)
        : Finding.warn(reading.words() + ": " + consequence(reading), CURE);
  }

  private static String worse(ClockReading reading) {
    return reading.least().isNegative()
        ? "tokens and certificates are refused"
        : "events are refused as too far ahead, and so are tokens and certificates";
  }

  private static String consequence(ClockReading reading) {
    return reading.least().isNegative()
        ? "a device whose clock is fast is believed by so much"
        : "the watermark never passes this machine's clock, so windows close so much late";
  }
}
