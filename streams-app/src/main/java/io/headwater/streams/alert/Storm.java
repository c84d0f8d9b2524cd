package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.model.EventTime;
import io.headwater.model.Severity;
import java.util.Collection;
import java.util.LongSummaryStatistics;

/**
 * Many alerts of one rule at one location. Immutable; whose alerts they are is known by {@link
 * StormWatch}.
 *
 * @param namedAfter the time in its id: when the first of its alerts was opened, or later where
 *     another storm has that name
 * @param openedAt when the first of its alerts was opened, event time
 * @param changedAt the latest event time of all their changes
 * @param told the severity of the worst of them when it was opened, which is what was written of it
 * @param severity of the worst of them so far
 * @param alerts how many there were so far
 * @param cameAt when the latest of their changes came here, in milliseconds since the epoch by the
 *     wall clock
 * @param trigger the alert that made it a storm
 */
record Storm(
    Alert.State state,
    long namedAfter,
    long openedAt,
    long changedAt,
    Severity told,
    Severity severity,
    long alerts,
    long cameAt,
    Alert trigger) {

  /**
   * It begins.
   *
   * @param alerts all of it, of which the trigger is one
   */
  static Storm of(long namedAfter, Collection<Opening> alerts, Alert trigger, long now) {
    LongSummaryStatistics times = alerts.stream().mapToLong(Opening::openedAt).summaryStatistics();
    Severity worst =
        alerts.stream().map(Opening::severity).reduce(trigger.severity(), Alerts::worst);
    return new Storm(
        Alert.State.OPENED,
        namedAfter,
        times.getMin(),
        times.getMax(),
        worst,
        worst,
        alerts.size(),
        now,
        trigger);
  }

  boolean isOpen() {
    return state == Alert.State.OPENED;
  }

  String id() {
    return String.join(
        ":", "storm", trigger.ruleId(), trigger.location(), EventTime.format(namedAfter));
  }

  /** With the change of an alert of it. */
  Storm with(Alert change, long now) {
    return new Storm(
        state,
        namedAfter,
        openedAt,
        Math.max(changedAt, change.changedAt()),
        told,
        Alerts.worst(severity, change.severity()),
        alerts + (change.state() == Alert.State.OPENED ? 1 : 0),
        now,
        trigger);
  }

  /** It is over. */
  Storm resolved() {
    return new Storm(
        Alert.State.RESOLVED,
        namedAfter,
        openedAt,
        changedAt,
        told,
        severity,
        alerts,
        cameAt,
        trigger);
  }

  /**
   * The alert of the location when the storm begins.
   *
   * @param sensors all that have an alert in it, in the order in which they joined
   */
  Alert begin(Collection<String> sensors) {
    String message =
        "%s sensors of %s opened an alert of the rule %s at about the same time."
            .formatted(sensors.size(), trigger.location(), trigger.ruleId());
    return toAlert(Alert.State.OPENED, changedAt, sensors, message);
  }

  /**
   * The alert of the location when all of its alerts are resolved.
   *
   * @param sensors all that had an alert in it, in the order in which they joined
   */
  Alert end(Collection<String> sensors) {
    String message =
        "All %s alerts of the rule %s that %s sensors of %s had opened are resolved."
            .formatted(alerts, trigger.ruleId(), sensors.size(), trigger.location());
    return toAlert(Alert.State.RESOLVED, changedAt, sensors, message);
  }

  /**
   * The alert of the location when another storm begins although some of its alerts are open.
   *
   * @param sensors all that had an alert in it, in the order in which they joined
   */
  Alert giveWay(Storm next, Collection<String> sensors) {
    String message =
        "Another storm of the rule %s at %s began, %s, which stands for what follows; some of the %s alerts that %s sensors had opened before are not resolved yet."
            .formatted(trigger.ruleId(), trigger.location(), next.id(), alerts, sensors.size());
    return toAlert(Alert.State.RESOLVED, Math.max(changedAt, next.changedAt), sensors, message);
  }

  private Alert toAlert(Alert.State written, long at, Collection<String> sensors, String message) {
    return new Alert(
        id(),
        written,
        openedAt,
        at,
        trigger.ruleId(),
        trigger.ruleVersion(),
        trigger.kind(),
        severity,
        null,
        trigger.deviceType(),
        trigger.location(),
        null,
        null,
        null,
        null,
        alerts,
        sensors.stream().limit(Alert.MOST_SENSORS).toList(),
        sensors.size(),
        null,
        message);
  }
}
