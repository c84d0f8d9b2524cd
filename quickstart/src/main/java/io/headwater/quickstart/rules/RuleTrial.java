package io.headwater.quickstart.rules;

import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.quickstart.rules.TrialReport.OfRule;
import io.headwater.quickstart.rules.TrialReport.OfSensor;
import io.headwater.streams.anomaly.NamedRule;
import io.headwater.streams.anomaly.RuleBook;
import io.headwater.streams.config.TimeSettings;
import java.time.Instant;
import java.util.ArrayList;
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

  private final NamedRule rule;
  private final TimeRange range;
  private final FireTally now;
  private final FireTally tried;
  private final RuleReplay withNow;
  private final RuleReplay withTried;
  private final Set<String> sensors = new HashSet<>();
  private long events;
  private boolean isAboutAny;
  private Extent extent = Extent.until(Instant.MAX);

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
    this.rule = rule;
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
      SensorEvent sent = event.event().event();
      sensors.add(sent.sensorId());
      isAboutAny |= rule.subject().covers(sent.deviceType(), sent.location(), sent.sensorId());
    }
    withNow.accept(event);
    withTried.accept(event);
  }

  /**
   * There are no more events: time goes on to the end of what counts, or as far as it had then.
   *
   * @param recorded where they came from, and until when the last could have come
   */
  void finish(Extent recorded) {
    extent = recorded;
    long until = recorded.until().toEpochMilli();
    withNow.finish(until, range.to());
    withTried.finish(until, range.to());
  }

  /**
   * What came of it, after {@link #finish}.
   *
   * @param source where the events came from, in words
   * @param top how many sensors are named at most
   */
  TrialReport report(String source, int top) {
    return new TrialReport(
        rule.id(),
        source,
        EventTime.format(range.from()),
        EventTime.format(range.to()),
        events,
        sensors.size(),
        notes(),
        ofRules(),
        ofSensors(top));
  }

  /** What makes less of the figures than they seem. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>(extent.notesOn(range));
    if (events > 0 && !isAboutAny) {
      notes.add(
          "None of these events is one the rule is about: %s."
              .formatted(RuleWords.subject(rule.subject())));
    }
    return notes;
  }

  /** The rule itself, and those that fire more or less often because of it. */
  private List<OfRule> ofRules() {
    Set<String> rules = new TreeSet<>(now.rules());
    rules.addAll(tried.rules());
    rules.removeIf(id -> now.total(id) == tried.total(id));
    rules.remove(rule.id());
    return Stream.concat(Stream.of(rule.id()), rules.stream())
        .map(
            id ->
                new OfRule(
                    id, now.total(id), now.of(id).size(), tried.total(id), tried.of(id).size()))
        .toList();
  }

  private List<OfSensor> ofSensors(int top) {
    return tried.of(rule.id()).entrySet().stream()
        .sorted(
            Map.Entry.<String, Fires>comparingByValue(
                    Comparator.comparingLong(Fires::count).reversed())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(top)
        .map(
            sensor ->
                new OfSensor(
                    sensor.getKey(),
                    now.of(rule.id()).getOrDefault(sensor.getKey(), Fires.NONE).count(),
                    sensor.getValue().count(),
                    EventTime.format(sensor.getValue().first()),
                    EventTime.format(sensor.getValue().last())))
        .toList();
  }
}
