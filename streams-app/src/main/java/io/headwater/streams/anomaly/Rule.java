package io.headwater.streams.anomaly;

import io.headwater.model.EnrichedEvent;
import java.util.Optional;

/** Something an event can break. A rule decides by the event alone; it reads no clock. */
sealed interface Rule permits Threshold, Status {

  /** Named by each anomaly, and in the enriched event. */
  String id();

  /** Counts up with each change of the rule; a default rule has version 0. */
  int version();

  /** What is wrong with the event by this rule; empty when nothing is. */
  Optional<Finding> check(EnrichedEvent event);
}
