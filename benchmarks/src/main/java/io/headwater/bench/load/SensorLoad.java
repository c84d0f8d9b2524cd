package io.headwater.bench.load;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The events of a plant, each a function of its number alone: event {@code n} is the same in every
 * run and on every machine.
 *
 * <p>The sensors send in turn, each once in each interval. Events are out of order by up to half a
 * second, never those of one sensor, and so never late. One event in a thousand is an anomaly.
 *
 * @param sensors how many there are, up to a million
 * @param locations how many there are; the sensors are spread over them evenly
 * @param start of the first interval; full milliseconds
 * @param interval within which all sensors send once; full milliseconds
 */
public record SensorLoad(int sensors, int locations, Instant start, Duration interval) {

  /** One event in so many is an anomaly. */
  public static final int ANOMALY_EVERY = 1_000;

  private static final Instant FULL_HOUR = Instant.parse("2024-03-01T12:00:00Z");
  private static final Duration BACKLOG_INTERVAL = Duration.ofSeconds(1);
  private static final long MOST_OUT_OF_ORDER = 500;
  private static final double ROUNDS_A_SWING = 600;

  private static final int KINDS = SensorKind.values().length;

  /** What sensor {@code sensor} is called, from 0. */
  public static String sensorId(int sensor) {
    return "sensor-%06d".formatted(sensor);
  }

  /**
   * A backlog: each sensor sends once a second, of a day long past; a full hour lies in the middle,
   * so that windows of an hour close too.
   *
   * @param events of all sensors together
   */
  public static SensorLoad backlog(int sensors, int locations, long events) {
    Duration half = BACKLOG_INTERVAL.multipliedBy(events / sensors / 2);
    return new SensorLoad(
        sensors,
        locations,
        FULL_HOUR.minus(half).truncatedTo(ChronoUnit.MINUTES),
        BACKLOG_INTERVAL);
  }

  /** The event with that number, from 0. */
  public SensorEvent event(long number) {
    int sensor = (int) (number % sensors);
    long round = number / sensors;
    long chance = mix(number);
    SensorKind kind = SensorKind.of(sensor);
    boolean anomaly = isAnomaly(chance);
    return new SensorEvent(
        sensorId(sensor),
        kind.deviceType(),
        eventTime(sensor, round, chance),
        anomaly ? kind.anomalous() : normal(kind, sensor, round, chance),
        kind.unit(),
        "hall-%02d".formatted(sensor / KINDS % locations),
        anomaly ? kind.statusOfAnomaly() : SensorEvent.DEFAULT_STATUS,
        null);
  }

  /** When the event with that number happened, in microseconds since the epoch. */
  public long eventTime(long number) {
    return eventTime((int) (number % sensors), number / sensors, mix(number));
  }

  /** Whether the event with that number breaks a rule. */
  boolean isAnomalous(long number) {
    return isAnomaly(mix(number));
  }

  private static boolean isAnomaly(long chance) {
    return Math.floorMod(chance, ANOMALY_EVERY) == 0;
  }

  private long eventTime(int sensor, long round, long chance) {
    long every = MILLISECONDS.convert(interval);
    long turn = every * sensor / sensors;
    long outOfOrder = Math.floorMod(chance >> 16, Math.min(MOST_OUT_OF_ORDER, every - turn));
    return EventTime.ofInstant(start) + MILLISECONDS.toMicros(round * every + turn + outOfOrder);
  }

  private static double normal(SensorKind kind, int sensor, long round, long chance) {
    double swing = StrictMath.sin(2 * Math.PI * round / ROUNDS_A_SWING + sensor);
    double noise = Math.floorMod(chance >> 32, 1_000) / 1_000.0 - 0.5;
    return Math.round((kind.usual() + kind.swing() * (swing + noise)) * 100) / 100.0;
  }

  /** Spreads a number over all bits (the finalizer of SplitMix64). */
  private static long mix(long number) {
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
