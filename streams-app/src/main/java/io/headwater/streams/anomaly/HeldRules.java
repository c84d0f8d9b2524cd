package io.headwater.streams.anomaly;

import java.util.List;

/**
 * The rules that hold for a sensor as it is: with its device type, where it stands, and with limits
 * of its own or without.
 *
 * @param ofSilences those that it breaks by sending nothing
 */
record HeldRules(List<EventRule> ofEvents, List<MissingData> ofSilences) {

  /** No rules. */
  static final HeldRules NONE = new HeldRules(List.of(), List.of());

  HeldRules {
    ofEvents = List.copyOf(ofEvents);
    ofSilences = List.copyOf(ofSilences);
  }

  /** Whether anything of the sensor must be remembered. */
  boolean remember() {
    if (!ofSilences.isEmpty()) {
      return true;
    }
    for (EventRule rule : ofEvents) {
      if (rule.memory() != null) {
        return true;
      }
    }
    return false;
  }
}
