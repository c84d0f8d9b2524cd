package io.headwater.quickstart.simulate;

import java.time.Duration;
import java.util.Locale;

/**
 * What a simulation has sent. An event may count in several places: a late one may also be a spike.
 *
 * @param sent all records in the input topic that the broker has confirmed, malformed ones included
 * @param pending records that the broker has not confirmed yet
 * @param malformed payloads the stream must reject
 * @param late event times 15 s to 3 min back
 * @param outOfOrder event times up to 5 s back
 * @param excursions temperatures outside the limits
 * @param spikes readings more than 20 % above the sensor's last ones
 * @param faults readings with the status error or critical
 * @param elapsed since the first record was due, until all was confirmed
 * @param behind how late, against its schedule, the last record was sent
 */
public record SimulationReport(
    long sent,
    long pending,
    long malformed,
    long late,
    long outOfOrder,
    long excursions,
    long spikes,
    long faults,
    Duration elapsed,
    Duration behind) {

  /** Records sent a second, on average. */
  public double rate() {
    return elapsed.isZero() ? 0 : sent / (elapsed.toNanos() / 1e9);
  }

  /** The one line with which a simulation ends. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "SIMULATED sent=%d malformed=%d late=%d out_of_order=%d excursions=%d spikes=%d faults=%d"
            + " seconds=%.1f rate=%.0f",
        sent,
        malformed,
        late,
        outOfOrder,
        excursions,
        spikes,
        faults,
        elapsed.toNanos() / 1e9,
        rate());
  }
}
