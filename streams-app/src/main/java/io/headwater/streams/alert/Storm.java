package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.model.EventTime;
import io.headwater.model.Severity;
import java.util.Collection;

/**
 * Many alerts of one rule at one location. Immutable; whose alerts they are is known by {@link
 * StormWatch}.
 *
 * @param namedAfter the time in its id: when the first of its alerts was opened, or later where
 *     another storm has that name
 * @param openedAt when the first of its alerts was opened, event time
 * @param changedAt the latest event time of all their changes
 * @param latestRolledUp when the latest alert was opened that it stands for, event time
 * @param severity of the worst of them
 * @param alerts how many there were so far
 * @param trigger the alert that made it a storm
 */
record Storm(
    Alert.State state,
    long namedAfter,
    long openedAt,
    long changedAt,
    long latestRolledUp,
    Severity severity,
    long alerts,
    Alert trigger) {

  boolean isOpen() {
    return state == Alert.State.OPENED;
  }

  String id() {
    return String.join(
        ":", "storm", trigger.ruleId(), trigger.location(), EventTime.format(namedAfter));
  }

  /** With the change of an alert of it. */
  Storm with(Alert change) {
    return new Storm(
        state,
        namedAfter,
        openedAt,
        Math.max(changedAt, change.changedAt()),
        latestRolledUp,
        Alerts.worst(severity, change.severity()),
        alerts + (change.state() == Alert.State.OPENED ? 1 : 0),
        trigger);
  }

  /** It stands for an alert that was opened. */
  Storm rollingUp(Alert opened) {
    return new Storm(
        state,
        namedAfter,
        openedAt,
        changedAt,
        Math.max(latestRolledUp, opened.openedAt()),
        severity,
        alerts,
        trigger);
  }

  /** All of its alerts are resolved. */
  Storm resolved() {
    return new Storm(
        Alert.State.RESOLVED,
        namedAfter,
        openedAt,
        changedAt,
        latestRolledUp,
        severity,
        alerts,
        trigger);
  }

  /**
   * The alert of the location.
   *
   * @param sensors all that had an alert in it, in the order in which they joined
   */
  Alert toAlert(Collection<String> sensors) {
    return new Alert(
        id(),
        state,
        openedAt,
        changedAt,
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
        message(sensors.size()));
  }

  private String message(int sensors) {
    return isOpen()
        ? "%s sensors of %s opened an alert of the rule %s at about the same time."
            .formatted(Integer.toString(sensors), trigger.location(), trigger.ruleId())
        : "All %s alerts of the rule %s that %s sensors of %s had opened are resolved."
            .formatted(
                Long.toString(alerts),
                trigger.ruleId(),
                Integer.toString(sensors),
                trigger.location());
  }
}
