package io.headwater.quickstart.rules;

import io.headwater.model.EventTime;
import io.headwater.quickstart.rules.TrialReport.OfRule;
import io.headwater.quickstart.rules.TrialReport.OfSensor;
import io.headwater.streams.anomaly.NamedRule;
import io.headwater.streams.anomaly.RuleBook;
import io.headwater.streams.config.TimeSettings;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds events against the rules in force, and against the same with one more or another: what that
 * one rule would change. Events must come in the order of a {@link ReplayOrder}. Not for several
 * threads.
 */
final class RuleTrial {

  private final String ruleId;
  private final TimeRange range;
  private final FireTally now;
  private final FireTally tried;
  private final RuleReplay withNow;
  private final RuleReplay withTried;
  private final Set<String> sensors = new HashSet<>();
  private long events;

  /**
   * @param inForce all rules in force, the built-in ones among them
   * @param rule that is tried, in place of the one with its id
   * @param range of events and anomalies that count; earlier events only show what is usual
   * @param time the stream's settings
   */
  RuleTrial(
      List<NamedRule> inForce,
      NamedRule rule,
      TimeRange range,
      ReplayOrder order,
      TimeSettings time) {
    this.ruleId = rule.id();
    this.range = range;
    this.now = new FireTally(range);
    this.tried = new FireTally(range);
    this.withNow = new RuleReplay(RuleBook.of(inForce), order, time, now);
    this.withTried = new RuleReplay(RuleBook.of(with(inForce, rule)), order, time, tried);
  }

  private static List<NamedRule> with(List<NamedRule> inForce, NamedRule rule) {
    return Stream.concat(
            inForce.stream().filter(each -> !each.id().equals(rule.id())), Stream.of(rule))
        .toList();
  }

  void accept(RecordedEvent event) {
    if (range.contains(event.time())) {
      events++;
      sensors.add(event.event().event().sensorId());
    }
    withNow.accept(event);
    withTried.accept(event);
  }

  /**
   * There are no more events: time goes on to the end of what counts, or as far as it had by {@code
   * until}.
   *
   * @param until when the last event could have come
   */
  void finish(Instant until) {
    withNow.finish(until.toEpochMilli(), range.to());
    withTried.finish(until.toEpochMilli(), range.to());
  }

  /**
   * What came of it.
   *
   * @param source where the events came from, in words
   * @param top how many sensors are named at most
   */
  TrialReport report(String source, int top) {
    return new TrialReport(
        ruleId,
        source,
        EventTime.format(range.from()),
        EventTime.format(range.to()),
        events,
        sensors.size(),
        ofRules(),
        ofSensors(top));
  }

  /** The rule itself, and those that fire more or less often because of it. */
  private List<OfRule> ofRules() {
    Set<String> rules = new TreeSet<>(now.rules());
    rules.addAll(tried.rules());
    rules.removeIf(id -> now.total(id) == tried.total(id));
    rules.remove(ruleId);
    return Stream.concat(Stream.of(ruleId), rules.stream())
        .map(
            id ->
                new OfRule(
                    id, now.total(id), now.of(id).size(), tried.total(id), tried.of(id).size()))
        .toList();
  }

  private List<OfSensor> ofSensors(int top) {
    return tried.of(ruleId).entrySet().stream()
        .sorted(
            Map.Entry.<String, Fires>comparingByValue(
                    Comparator.comparingLong(Fires::count).reversed())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(top)
        .map(
            sensor ->
                new OfSensor(
                    sensor.getKey(),
                    now.of(ruleId).getOrDefault(sensor.getKey(), Fires.NONE).count(),
                    sensor.getValue().count(),
                    EventTime.format(sensor.getValue().first()),
                    EventTime.format(sensor.getValue().last())))
        .toList();
  }
}
