package io.headwater.streams.anomaly;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The detection of one partition, and what it tells of silences. Times are seconds after noon. */
final class Watch {

  static final int DELAY = 10;

  private final InMemoryStore store = new InMemoryStore();
  private final Map<String, Long> mutes = new HashMap<>();
  private final List<Anomaly> told = new ArrayList<>();
  private RuleBook book = RuleBook.builtIn();
  private Detection detection = start();
  private long watermark = Timed.NO_WATERMARK;
  private long offset;

  private Detection start() {
    return new Detection(
        () -> book,
        (sensor, location) -> mutes.getOrDefault(sensor, Long.MIN_VALUE),
        new TimeSettings(Duration.ofSeconds(DELAY), null, null),
        store,
        told::add);
  }

  static long at(double second) {
    return Readings.NOON + Math.round(second * 1e6);
  }

  /** Something comes, by the wall clock. */
  void heard(double second) {
    detection.heard(at(second) / 1_000);
  }

  /** An event, which takes the watermark along, and what there is to look at then. */
  void event(String sensorId, double second) {
    eventAlone(sensorId, second);
    goOn(Integer.MAX_VALUE);
  }

  /** A sensor that sends once a second. */
  void beat(String sensorId, int from, int to) {
    for (int second = from; second <= to; second++) {
      event(sensorId, second);
    }
  }

  /** An event after which nobody gets round to looking at anything. */
  void eventAlone(String sensorId, double second) {
    watermark = Math.max(watermark, at(second - DELAY));
    check(sensorId, second, watermark);
  }

  /** An event from another location than all others. */
  void eventFromElsewhere(String sensorId, double second) {
    watermark = Math.max(watermark, at(second - DELAY));
    check(sensorId, second, watermark, "elsewhere");
    goOn(Integer.MAX_VALUE);
  }

  /** An event of an input partition of which the stage, which waits for another, is behind. */
  void eventAhead(String sensorId, double second) {
    check(sensorId, second, Math.max(watermark, at(second - DELAY)));
    goOn(Integer.MAX_VALUE);
  }

  private void check(String sensorId, double second, long judgedBy) {
    check(sensorId, second, judgedBy, "hall");
  }

  private void check(String sensorId, double second, long judgedBy, String location) {
    EnrichedEvent event =
        new EnrichedEvent(
            new SensorEvent(sensorId, "pump", at(second), 1, "bar", location, "normal", null),
            SensorReference.UNKNOWN,
            List.of(),
            false,
            new Origin("sensor-events", 0, offset++));
    detection.check(new TimedEvent(event, judgedBy, watermark));
  }

  /** The watermark goes on without an event. */
  void pass(double toSecond) {
    watermark = Math.max(watermark, at(toSecond));
    goOn(Integer.MAX_VALUE);
  }

  /** The watermark goes on without an event, a second each second. */
  void passSlowly(double toSecond) {
    for (long next = watermark + 1_000_000; next <= at(toSecond); next += 1_000_000) {
      watermark = next;
      goOn(Integer.MAX_VALUE);
    }
  }

  boolean goOn(int most) {
    return detection.goOn(watermark, most);
  }

  /** A commit, and a new process. */
  void restart() {
    detection.save();
    detection = start();
  }

  void commit() {
    detection.save();
  }

  void setRules(NamedRule... rules) {
    book = RuleBook.of(List.of(rules));
  }

  void mute(String sensorId, double untilSecond) {
    mutes.put(sensorId, at(untilSecond));
  }

  void unmute(String sensorId) {
    mutes.remove(sensorId);
  }

  /** What was told since this was last asked. */
  List<Anomaly> told() {
    List<Anomaly> all = List.copyOf(told);
    told.clear();
    return all;
  }

  /** How many entries are kept. */
  int kept() {
    return store.size();
  }
}
