package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.EnrichedEvent;
import io.headwater.streams.time.TimedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one sensor: what its anomalies open, and what its events resolve. At most one is
 * open for each rule.
 */
final class AlertEpisodes {

  /** How long anomalies that come out of order find out that they are of the past. */
  static final long REMEMBERED = TimeUnit.HOURS.toMicros(1);

  private final Map<String, Course> courses = new TreeMap<>();
  private final Set<String> unsaved = new TreeSet<>();
  private boolean changed;

  /** As it was stored. */
  void restore(String ruleId, Course course) {
    courses.put(ruleId, course);
  }

  /**
   * An anomaly, which counts for the open alert, or opens one unless it is of the past.
   *
   * @param mutedUntil no alert is opened before
   * @return the alert that it opens
   */
  Optional<Alert> found(Anomaly anomaly, long mutedUntil) {
    String ruleId = anomaly.ruleId();
    Course course = courses.get(ruleId);
    if (course instanceof Episode open) {
      set(ruleId, open.plus(anomaly));
      return Optional.empty();
    }
    boolean past = course instanceof Over over && anomaly.eventTime() < over.resolvedAt();
    if (past || anomaly.eventTime() < mutedUntil) {
      return Optional.empty();
    }
    Episode opened = Episode.of(anomaly);
    set(ruleId, opened);
    return Optional.of(opened.alert());
  }

  /**
   * An event, after its anomalies.
   *
   * @param resolveAfter event time after the last anomaly
   * @param newest that an event may be whose clock is right: one that is ahead resolves, but what
   *     comes before its time is no past
   * @return the alerts that it resolves
   */
  List<Alert> seen(TimedEvent timed, long resolveAfter, long newest) {
    EnrichedEvent enriched = timed.event();
    long time = enriched.event().eventTime();
    holdToTheClock(newest);
    List<Alert> resolved = List.of();
    for (Map.Entry<String, Course> entry : courses.entrySet()) {
      if (entry.getValue() instanceof Episode open && open.isOverWith(enriched, resolveAfter)) {
        resolved = resolved.isEmpty() ? new ArrayList<>() : resolved;
        resolved.add(open.resolved(time));
      }
    }
    long resolvedAt = Math.min(time, newest);
    long forgetAt = Math.max(resolvedAt, timed.watermark()) + REMEMBERED;
    for (Alert alert : resolved) {
      // a silence is found in the watermark's order: none is ever of the past
      boolean silence = alert.kind() == AnomalyKind.MISSING_DATA;
      set(alert.ruleId(), silence ? null : new Over(resolvedAt, forgetAt));
    }
    return resolved;
  }

  /**
   * A reading whose clock is ahead was taken now at the latest: else an alert would be open, and
   * hide all that comes, until true time gets there. A silence is found by our time.
   */
  private void holdToTheClock(long newest) {
    for (Map.Entry<String, Course> entry : courses.entrySet()) {
      if (entry.getValue() instanceof Episode open
          && open.alert().kind() != AnomalyKind.MISSING_DATA
          && open.lastAt() > newest) {
        entry.setValue(open.lastNoLaterThan(newest));
        unsaved.add(entry.getKey());
        changed = true;
      }
    }
  }

  /** Forgets an alert that has long been over. */
  void forget(String ruleId, long watermark) {
    if (courses.get(ruleId) instanceof Over over && over.forgetAt() <= watermark) {
      set(ruleId, null);
    }
  }

  /** How the alerts of that rule go; null when there is nothing to remember. */
  @Nullable Course course(String ruleId) {
    return courses.get(ruleId);
  }

  /** The rules for which something has changed since this was asked. */
  List<String> takeUnsaved() {
    List<String> taken = List.copyOf(unsaved);
    unsaved.clear();
    return taken;
  }

  /** Whether something has changed since this was asked. */
  boolean takeChanged() {
    boolean taken = changed;
    changed = false;
    return taken;
  }

  /** Whether there is nothing to remember. */
  boolean isEmpty() {
    return courses.isEmpty();
  }

  private void set(String ruleId, @Nullable Course course) {
    if (course == null) {
      courses.remove(ruleId);
    } else {
      courses.put(ruleId, course);
    }
    unsaved.add(ruleId);
    changed = true;
  }
}
