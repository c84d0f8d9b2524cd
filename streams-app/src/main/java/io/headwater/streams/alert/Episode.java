package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.Anomaly.Expected;
import io.headwater.model.AnomalyKind;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert that is open. Immutable.
 *
 * <p>Its location, device type, unit, rule version and message are those of its first anomaly. A
 * value in another unit counts as an anomaly, but is neither last nor peak: an alert has one unit.
 *
 * @param alert as it was opened, with what has come since: severity, last and peak value, count
 * @param lastAt event time of the latest anomaly
 * @param peakBy how far off the peak value is; {@link #NOT_MEASURED} when its rule does not say
 */
record Episode(Alert alert, long lastAt, double peakBy) implements Course {

  private static final double NOT_MEASURED = -1;

  /** Opens with that anomaly. */
  static Episode of(Anomaly first) {
    Alert opened =
        new Alert(
            String.join(":", first.ruleId(), first.sensorId(), EventTime.format(first.eventTime())),
            Alert.State.OPENED,
            first.eventTime(),
            first.eventTime(),
            first.ruleId(),
            first.ruleVersion(),
            first.kind(),
            first.severity(),
            first.sensorId(),
            first.deviceType(),
            first.location(),
            first.unit(),
            first.value(),
            first.value(),
            first.value(),
            1,
            List.of(),
            1,
            null,
            first.message());
    return new Episode(opened, first.eventTime(), offBy(first));
  }

  /** With one anomaly more. */
  Episode plus(Anomaly anomaly) {
    boolean sameUnit = Objects.equals(anomaly.unit(), alert.unit());
    boolean last = sameUnit && anomaly.eventTime() >= lastAt;
    boolean peak = sameUnit && offBy(anomaly) > peakBy;
    Alert grown =
        new Alert(
            alert.alertId(),
            alert.state(),
            alert.openedAt(),
            alert.changedAt(),
            alert.ruleId(),
            alert.ruleVersion(),
            alert.kind(),
            Alerts.worst(alert.severity(), anomaly.severity()),
            alert.sensorId(),
            alert.deviceType(),
            alert.location(),
            alert.unit(),
            alert.firstValue(),
            last ? anomaly.value() : alert.lastValue(),
            peak ? anomaly.value() : alert.peakValue(),
            alert.anomalyCount() + 1,
            alert.sensors(),
            alert.sensorCount(),
            alert.rolledUpInto(),
            alert.message());
    return new Episode(
        grown, Math.max(lastAt, anomaly.eventTime()), peak ? offBy(anomaly) : peakBy);
  }

  /**
   * Whether the event shows that it is over: a silence ends with any event, all else with one that
   * does not break the rule, long enough after the last that did.
   */
  boolean isOverWith(EnrichedEvent enriched, long resolveAfter) {
    return alert.kind() == AnomalyKind.MISSING_DATA
        || (enriched.event().eventTime() - lastAt >= resolveAfter
            && !enriched.anomalies().contains(alert.ruleId()));
  }

  /**
   * The change that ends it; a late event, which ends a silence, does not end it before it began.
   */
  Alert resolved(long at) {
    return new Alert(
        alert.alertId(),
        Alert.State.RESOLVED,
        alert.openedAt(),
        Math.max(at, Math.max(lastAt, alert.openedAt())),
        alert.ruleId(),
        alert.ruleVersion(),
        alert.kind(),
        alert.severity(),
        alert.sensorId(),
        alert.deviceType(),
        alert.location(),
        alert.unit(),
        alert.firstValue(),
        alert.lastValue(),
        alert.peakValue(),
        alert.anomalyCount(),
        alert.sensors(),
        alert.sensorCount(),
        alert.rolledUpInto(),
        alert.message());
  }

  /** The same, with the latest anomaly no later than that. */
  Episode lastNoLaterThan(long time) {
    return new Episode(alert, Math.min(lastAt, time), peakBy);
  }

  private static double offBy(Anomaly anomaly) {
    Double value = anomaly.value();
    Double limit = anomaly.limit();
    if (value != null && limit != null) {
      return Math.abs(value - limit);
    }
    @Nullable Expected expected = anomaly.expected();
    return expected == null ? NOT_MEASURED : Math.abs(expected.score());
  }
}
