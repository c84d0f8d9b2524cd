package io.headwater.bench.micro;

import io.headwater.bench.load.SensorLoad;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.anomaly.Detection;
import io.headwater.streams.anomaly.NamedRule;
import io.headwater.streams.anomaly.RuleBook;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Events held against the built-in rules, of which one or all are switched on.
 *
 * <p>Time must go on for rules that remember, so a detection is given no event twice: each time a
 * new one is given some minutes of all sensors. What it first learns of each sensor is a small part
 * of that.
 */
@State(Scope.Benchmark)
public class DetectorsBenchmark {

  static final int EVENTS = 20_000;

  private static final int SENSORS = 100;

  /** One sensor in so many is a thermometer, and those are what the built-in threshold is for. */
  private static final int KINDS = 4;

  /** Sensors to look at for silence with each event, as in the stream. */
  private static final int SLICE = 16;

  private final Duration watermarkDelay = TimeSettings.defaults().watermarkDelay();
  private final RuleBook threshold = only("threshold");
  private final RuleBook spike = only("spike");
  private final RuleBook status = only("status");

  private List<TimedEvent> temperatures;
  private List<TimedEvent> everything;

  /** Makes the events. */
  @Setup
  public void prepare() {
    SensorLoad load = Readings.of(SENSORS, Duration.ofSeconds(1));
    everything = timed(Readings.enriched(load, LongStream.range(0, EVENTS)));
    temperatures =
        timed(
            Readings.enriched(load, LongStream.iterate(0, number -> number + KINDS).limit(EVENTS)));
  }

  /** A reading of a thermometer, held against the built-in threshold alone. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int threshold() {
    return anomalies(threshold, temperatures);
  }

  /** A reading of a thermometer, held against the built-in rule for spikes alone. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int spike() {
    return anomalies(spike, temperatures);
  }

  /** A reading of any sensor, held against the built-in rule for statuses alone. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int status() {
    return anomalies(status, everything);
  }

  /** A reading of any sensor, held against all built-in rules; silences are looked for, too. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int builtInRules() {
    return anomalies(RuleBook.builtIn(), everything);
  }

  private int anomalies(RuleBook rules, List<TimedEvent> events) {
    List<Object> silent = new ArrayList<>();
    Detection detection = Detection.inMemory(rules, watermarkDelay, silent::add);
    int found = 0;
    for (TimedEvent event : events) {
      found += detection.check(event).size();
      detection.goOn(event.watermark(), SLICE);
    }
    return found + silent.size();
  }

  private List<TimedEvent> timed(Stream<EnrichedEvent> events) {
    long delay = TimeUnit.MICROSECONDS.convert(watermarkDelay);
    List<TimedEvent> timed = new ArrayList<>();
    long watermark = Timed.NO_WATERMARK;
    for (EnrichedEvent event : (Iterable<EnrichedEvent>) events::iterator) {
      watermark = Math.max(watermark, event.event().eventTime() - delay);
      timed.add(new TimedEvent(event, watermark, watermark));
    }
    return timed;
  }

  private static RuleBook only(String id) {
    return RuleBook.of(
        RuleBook.builtIn().rules().stream()
            .map(
                rule ->
                    new NamedRule(
                        rule.id(),
                        rule.version(),
                        rule.id().equals(id),
                        rule.subject(),
                        rule.check()))
            .toList());
  }
}
