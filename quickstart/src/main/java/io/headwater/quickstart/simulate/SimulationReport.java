package io.headwater.quickstart.simulate;

import java.time.Duration;

/**
 * What a simulation has sent. An event may count in several places: a late one may also be a spike.
 *
 * @param sent all records in the input topic that the broker has confirmed, malformed ones included
 * @param malformed payloads the stream must reject
 * @param late event times 15 s to 3 min back
 * @param outOfOrder event times up to 5 s back
 * @param excursions temperatures outside the limits
 * @param spikes readings more than 20 % above the sensor's last ones
 * @param faults readings with the status error or critical
 * @param elapsed since the simulation began, until it ended
 */
public record SimulationReport(
    long sent,
    long malformed,
    long late,
    long outOfOrder,
    long excursions,
    long spikes,
    long faults,
    Duration elapsed) {

  /** Records sent a second, on average. */
  public double rate() {
    return elapsed.isZero() ? 0 : sent / (elapsed.toNanos() / 1e9);
  }
}
