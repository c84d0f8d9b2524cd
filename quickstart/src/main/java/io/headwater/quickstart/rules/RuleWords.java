package io.headwater.quickstart.rules;

import io.headwater.model.DetectionRule.Adaptive;
import io.headwater.model.DetectionRule.Check;
import io.headwater.model.DetectionRule.MissingData;
import io.headwater.model.DetectionRule.Spike;
import io.headwater.model.DetectionRule.Status;
import io.headwater.model.DetectionRule.Subject;
import io.headwater.model.DetectionRule.Threshold;
import io.headwater.model.SensorReference.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a rule says, in the words of a table. */
final class RuleWords {

  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private RuleWords() {}

  /** Whom it is about. */
  static String subject(Subject subject) {
    List<String> asked = new ArrayList<>();
    if (subject.sensorId() != null) {
      asked.add("sensor " + subject.sensorId());
    }
    if (subject.location() != null) {
      asked.add("location " + subject.location());
    }
    if (subject.deviceType() != null) {
      asked.add("type " + subject.deviceType());
    }
    return asked.isEmpty() ? "all" : String.join(", ", asked);
  }

  /** What it looks for. */
  static String check(Check check) {
    if (check instanceof Threshold threshold) {
      return limits(threshold.limits());
    }
    if (check instanceof Spike spike) {
      String floor = spike.floor() == 0 ? "" : " and by at least " + number(spike.floor());
      return "rises by more than %s %%%s within %s"
          .formatted(number(spike.risePercent()), floor, time(spike.within()));
    }
    if (check instanceof Status status) {
      return status.statuses().entrySet().stream()
          .map(each -> "%s (%s)".formatted(each.getKey(), each.getValue().text()))
          .collect(Collectors.joining(", ", "status ", ""));
    }
    if (check instanceof MissingData missing) {
      return "silent for " + time(missing.after());
    }
    return adaptive((Adaptive) check);
  }

  /** How bad it is; a status says so by itself. */
  static String severity(Check check) {
    if (check instanceof Threshold threshold) {
      return threshold.severity().text();
    }
    if (check instanceof Spike spike) {
      return spike.severity().text();
    }
    if (check instanceof MissingData missing) {
      return missing.severity().text();
    }
    return check instanceof Adaptive adaptive ? adaptive.severity().text() : "-";
  }

  private static String limits(Limits limits) {
    List<String> sides = new ArrayList<>();
    if (limits.low() != null) {
      sides.add("below " + number(limits.low()));
    }
    if (limits.high() != null) {
      sides.add("above " + number(limits.high()));
    }
    return String.join(" or ", sides) + (limits.unit() == null ? "" : " " + limits.unit());
  }

  private static String adaptive(Adaptive adaptive) {
    String floor = adaptive.floor() == 0 ? "" : " and by more than " + number(adaptive.floor());
    return "more than %s deviations%s off its own; half-life %s, warm-up %s%s"
        .formatted(
            number(adaptive.scoreLimit()),
            floor,
            time(adaptive.halfLife()),
            time(adaptive.warmUp()),
            adaptive.season() == null ? "" : ", season " + time(adaptive.season()));
  }

  /** As short as it is exact. */
  private static String number(double number) {
    double size = Math.abs(number);
    return size == 0 || (size >= 1e-6 && size < 1e15)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }

  private static String time(long micros) {
    if (micros != 0 && micros % HOUR == 0) {
      return micros / HOUR + " h";
    }
    if (micros != 0 && micros % MINUTE == 0) {
      return micros / MINUTE + " min";
    }
    return number((double) micros / SECOND) + " s";
  }
}
