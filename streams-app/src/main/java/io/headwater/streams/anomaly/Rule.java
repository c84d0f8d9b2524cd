package io.headwater.streams.anomaly;

import io.headwater.model.DetectionRule;
import io.headwater.model.DetectionRule.Check;

/**
 * Something an event, or a silence, can break. A rule decides by what it is given; it reads no
 * clock. A new kind of rule is one class, and one line in {@link #of}.
 */
sealed interface Rule permits EventRule, MissingData {

  /** What it is called, and what it is about. */
  NamedRule named();

  /**
   * The rule as code.
   *
   * @throws IllegalArgumentException when this version knows no such kind of rule
   */
  static Rule of(NamedRule named) {
    Check check = named.check();
    if (check instanceof DetectionRule.Threshold threshold) {
      return new Threshold(named, threshold);
    }
    if (check instanceof DetectionRule.Spike spike) {
      return new Spike(named, spike);
    }
    if (check instanceof DetectionRule.Status status) {
      return new Status(named, status);
    }
    if (check instanceof DetectionRule.MissingData missing) {
      return new MissingData(named, missing);
    }
    if (check instanceof DetectionRule.Adaptive adaptive) {
      return new Adaptive(named, adaptive);
    }
    throw new IllegalArgumentException(
        "this version knows no rules of the kind " + check.kind().text());
  }
}
