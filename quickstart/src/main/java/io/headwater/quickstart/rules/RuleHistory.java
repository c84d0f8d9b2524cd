package io.headwater.quickstart.rules;

import io.headwater.model.DetectionRule.Adaptive;
import io.headwater.model.DetectionRule.Check;
import io.headwater.model.DetectionRule.MissingData;
import io.headwater.model.DetectionRule.Spike;

/** How much a rule must have seen before what it says counts. */
final class RuleHistory {

  /** After so many half-lives, what was before weighs less than a hundredth. */
  private static final int HALF_LIVES = 7;

  private RuleHistory() {}

  /** In microseconds of event time; 0 for a rule that looks at each event by itself. */
  static long of(Check check) {
    if (check instanceof Spike spike) {
      return spike.within();
    }
    if (check instanceof MissingData missing) {
      return missing.after();
    }
    if (check instanceof Adaptive adaptive) {
      return Math.max(adaptive.warmUp(), HALF_LIVES * adaptive.halfLife());
    }
    return 0;
  }
}
