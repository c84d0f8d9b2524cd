package io.headwater.streams;

import io.headwater.model.SensorEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Three hours of a plant in four partitions, of which the last holds more than half of all events:
 * read as fast as the others, it is far behind them in event time, and is done last.
 *
 * <p>Each location has sensors in every partition. Sensors pause for longer than a session's gap,
 * and some are moved to another location in the middle of a minute. Events are out of order, but
 * none is late. A closing event in each partition, hours later, closes all windows of the others
 * and is in none that closes. One temperature of sixty is too high.
 */
final class Backlog {

  static final int PARTITIONS = 4;
  static final int LAST = PARTITIONS - 1;

  /** Without the closing ones. */
  static final int EVENTS = 300_000;

  private static final Instant BEGIN = Instant.parse("2025-03-01T10:00:00Z");
  private static final Duration SPAN = Duration.ofHours(3);
  private static final Instant CLOSING = BEGIN.plus(SPAN).plus(Duration.ofMinutes(80));
  private static final Duration MOVE = Duration.ofSeconds(90 * 60 + 30);
  private static final int IN_EACH_OTHER = 20_000;
  private static final int SENSORS = 15;
  private static final int LOCATIONS = 6;

  private Backlog() {}

  /** All of a partition, in the order in which it is read, its closing event last. */
  static List<SensorEvent> partition(int partition) {
    int count = partition == LAST ? EVENTS - LAST * IN_EACH_OTHER : IN_EACH_OTHER;
    List<SensorEvent> events = events(count, partition * SENSORS, SENSORS);
    events.add(closing(partition));
    return events;
  }

  /** Some events of all sensors, in the order in which they are sent. */
  static List<SensorEvent> ofAllSensors(int count) {
    return events(count, 0, PARTITIONS * SENSORS);
  }

  /** What closes all windows of a partition. */
  static SensorEvent closing(int partition) {
    return Events.pressure("closing-" + partition, CLOSING, 1);
  }

  private static List<SensorEvent> events(int count, int firstSensor, int sensors) {
    Random random = new Random(firstSensor);
    List<SensorEvent> events = new ArrayList<>(count + 1);
    for (int i = 0; i < count; i++) {
      Duration passed = SPAN.multipliedBy(i).dividedBy(count);
      // the delay of the watermark is ten seconds
      Duration time = passed.minusMillis(random.nextInt(9_000));
      int sensor = awake(random.nextInt(sensors), sensors, passed);
      events.add(event(firstSensor + sensor, time, 40 + random.nextInt(62)));
    }
    return events;
  }

  private static int awake(int sensor, int sensors, Duration passed) {
    int candidate = sensor;
    while ((passed.toMinutes() + 7L * candidate) % 60 < 12) {
      candidate = (candidate + 1) % sensors;
    }
    return candidate;
  }

  private static SensorEvent event(int sensor, Duration time, double value) {
    int location = sensor % 5 == 0 && time.compareTo(MOVE) > 0 ? sensor + 1 : sensor;
    String sensorId = "s-" + sensor;
    Instant at = BEGIN.plus(time);
    return Events.withLocation(
        sensor % 2 == 0
            ? Events.temperature(sensorId, at, value)
            : Events.pressure(sensorId, at, value),
        "hall-" + location % LOCATIONS);
  }
}
