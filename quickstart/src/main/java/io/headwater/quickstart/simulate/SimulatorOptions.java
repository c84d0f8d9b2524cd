package io.headwater.quickstart.simulate;

import io.headwater.model.EventTime;
import io.headwater.quickstart.plant.Shares;
import io.headwater.quickstart.plant.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What plant to simulate, how fast and for how long.
 *
 * <p>The same options, seed and start yield the same records, byte by byte, in the same order in
 * each partition, however fast they are sent.
 *
 * @param rate events a second; 0: as fast as they can be sent
 * @param eventRate events a second of event time: consecutive events are 1/eventRate apart
 * @param sensors how many there are
 * @param locations how many there are; sensors are spread evenly over them
 * @param events how many to send; empty: until stopped
 * @param seed of all chance
 * @param start event time of the first event; empty: now if event time passes as fast as real time,
 *     else such that the last event is now
 * @param shares how much goes wrong
 * @param reference whether the sensors' reference data is sent first
 */
public record SimulatorOptions(
    int rate,
    int eventRate,
    int sensors,
    int locations,
    OptionalLong events,
    long seed,
    Optional<Instant> start,
    Shares shares,
    Reference reference) {

  /** What to do about the sensors' reference data. */
  public enum Reference {
    LEAVE_OUT,
    SEND
  }

  public SimulatorOptions {
    atLeast("--rate", rate, 0);
    atLeast("--event-rate", eventRate, 1);
    atLeast("--sensors", sensors, 1);
    atLeast("--locations", locations, 1);
    atLeast("--events", events.orElse(1), 1);
    if (!isLive(rate, eventRate) && start.isEmpty() && events.isEmpty()) {
      throw new IllegalArgumentException(
          "Where does the plant's history begin? Event time does not pass as fast as real time"
              + " (--rate and --event-rate differ), so say when it begins (--start) or ends"
              + " (--events or --duration: it then ends now).");
    }
  }

  /** 1,000 events a second of 500 sensors in 20 locations, now, until stopped. */
  public static SimulatorOptions defaults() {
    return new SimulatorOptions(
        1_000,
        1_000,
        500,
        20,
        OptionalLong.empty(),
        1,
        Optional.empty(),
        Shares.defaults(),
        Reference.LEAVE_OUT);
  }

  /** The same plant, sending so many events a second, with event times as fast as real time. */
  public SimulatorOptions withRate(int eventsPerSecond) {
    return new SimulatorOptions(
        eventsPerSecond,
        eventsPerSecond == 0 ? eventRate : eventsPerSecond,
        sensors,
        locations,
        events,
        seed,
        start,
        shares,
        reference);
  }

  public SimulatorOptions withSensors(int howMany) {
    return new SimulatorOptions(
        rate, eventRate, howMany, locations, events, seed, start, shares, reference);
  }

  public SimulatorOptions withLocations(int howMany) {
    return new SimulatorOptions(
        rate, eventRate, sensors, howMany, events, seed, start, shares, reference);
  }

  /** Ends after so many events. */
  public SimulatorOptions withEvents(long howMany) {
    return new SimulatorOptions(
        rate,
        eventRate,
        sensors,
        locations,
        OptionalLong.of(howMany),
        seed,
        start,
        shares,
        reference);
  }

  /** Ends after as many events as the plant sends in that much event time. */
  public SimulatorOptions lasting(Duration eventTime) {
    return withEvents(Math.round(eventTime.toNanos() / 1e9 * eventRate));
  }

  public SimulatorOptions withSeed(long newSeed) {
    return new SimulatorOptions(
        rate, eventRate, sensors, locations, events, newSeed, start, shares, reference);
  }

  public SimulatorOptions withStart(Instant first) {
    return new SimulatorOptions(
        rate, eventRate, sensors, locations, events, seed, Optional.of(first), shares, reference);
  }

  public SimulatorOptions withShares(Shares newShares) {
    return new SimulatorOptions(
        rate, eventRate, sensors, locations, events, seed, start, newShares, reference);
  }

  public SimulatorOptions withReference(Reference newReference) {
    return new SimulatorOptions(
        rate, eventRate, sensors, locations, events, seed, start, shares, newReference);
  }

  /** The plant's turns, if the simulation begins now. */
  Timetable timetable(Instant now) {
    Instant first = start.orElseGet(() -> isLive(rate, eventRate) ? now : historyUntil(now));
    return new Timetable(EventTime.ofInstant(first), rate, eventRate, events);
  }

  private Instant historyUntil(Instant now) {
    long micros = Math.round(events.orElseThrow() * 1e6 / eventRate);
    return now.minus(micros, ChronoUnit.MICROS);
  }

  private static boolean isLive(int rate, int eventRate) {
    return rate == eventRate;
  }

  private static void atLeast(String option, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, and must be at least %d".formatted(option, value, least));
    }
  }
}
