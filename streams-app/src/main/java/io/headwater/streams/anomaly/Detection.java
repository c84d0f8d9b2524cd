package io.headwater.streams.anomaly;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.time.Mutes;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Detection without Kafka: events and watermarks in, anomalies out. What it decides follows from
 * these, their order and the rules alone; it reads no clock. Not for several threads.
 *
 * <p>The stream runs it over a store; a dry run holds everything in memory:
 *
 * <pre>{@code
 * NamedRule tried = NamedRule.read("boiler", json);
 * Detection detection =
 *     Detection.inMemory(RuleBook.of(List.of(tried)), watermarkDelay, this::count);
 * for (EnrichedEvent event : inTheOrderInWhichTheyWereRead) {
 *   watermark = Math.max(watermark, event.event().eventTime() - watermarkDelayInMicros);
 *   TimedEvent timed = new TimedEvent(event, watermark, watermark);
 *   detection.check(timed).forEach(this::count);
 *   detection.goOn(watermark, Integer.MAX_VALUE);
 * }
 * }</pre>
 */
public final class Detection {

  private final Supplier<RuleBook> rules;
  private final Sensors sensors;
  private final Outages outages;
  private final Silences silences;

  /**
   * @param rules those in force, asked for with each event
   * @param mutes who need not send anything
   * @param time how far events may be ahead of the watermark, and when a partition is idle
   * @param silent takes the anomalies of sensors that send nothing
   */
  Detection(
      Supplier<RuleBook> rules,
      Mutes mutes,
      TimeSettings time,
      DetectionStore store,
      Consumer<Anomaly> silent) {
    this.rules = rules;
    this.sensors = new Sensors(store);
    this.outages = new Outages(time.idleTimeout(), store);
    long delay = MICROSECONDS.convert(time.watermarkDelay());
    this.silences = new Silences(rules, mutes, delay, store, sensors, outages, silent);
  }

  /**
   * A detection that knows nothing yet, keeps what it learns in memory, and to which nobody is
   * muted.
   *
   * @param watermarkDelay how far events may be ahead of the watermark
   * @param silent takes the anomalies of sensors that send nothing, from within {@link #check} and
   *     {@link #goOn}
   */
  public static Detection inMemory(
      RuleBook rules, Duration watermarkDelay, Consumer<Anomaly> silent) {
    TimeSettings time = new TimeSettings(watermarkDelay, null, null);
    return new Detection(() -> rules, Mutes.NONE, time, new InMemoryStore(), silent);
  }

  /**
   * Something is about to be checked, or time goes on; a replay need not say so.
   *
   * @param wallClock in milliseconds since the epoch
   */
  void heard(long wallClock) {
    outages.heard(wallClock);
  }

  /**
   * Takes an event.
   *
   * @return its anomalies, one for each rule it breaks, in the order of the rules
   */
  public List<Anomaly> check(TimedEvent timed) {
    EnrichedEvent event = timed.event();
    silences.before(timed);
    Sensor sensor = sensors.of(event.event().sensorId());
    HeldRules held = sensor.rulesFor(event, rules.get());
    silences.endedBy(timed, sensor, held);
    List<Anomaly> anomalies = List.of();
    for (EventRule rule : held.ofEvents()) {
      Optional<Finding> finding = rule.check(event, sensor.memory());
      if (finding.isPresent()) {
        // nearly no event breaks a rule: no list for those
        anomalies = anomalies.isEmpty() ? new ArrayList<>() : anomalies;
        anomalies.add(Anomalies.of(rule.named(), finding.get(), event));
      }
    }
    if (held.remember()) {
      sensors.touch(sensor);
    }
    return anomalies;
  }

  /**
   * Looks for sensors that send nothing.
   *
   * @param watermark how far time is, in microseconds since the epoch, or {@link
   *     Timed#NO_WATERMARK}; of a step of more than a minute only a minute counts, as after an
   *     outage, so time that did pass is to be told in smaller ones
   * @param most sensors to look at, so that a call takes bounded time
   * @return whether it has looked at all it should; otherwise to be called again
   */
  public boolean goOn(long watermark, int most) {
    return silences.goOn(watermark, most);
  }

  /** Writes to the store what has changed since. */
  void save() {
    sensors.save();
    silences.save();
    outages.save();
  }
}
