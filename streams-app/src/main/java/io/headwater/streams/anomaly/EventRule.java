package io.headwater.streams.anomaly;

import io.headwater.model.EnrichedEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule that an event breaks by itself, or by what its sensor sent before. */
sealed interface EventRule extends Rule permits Threshold, Spike, Status, Adaptive {

  /**
   * What is wrong with the event by this rule; empty when nothing is.
   *
   * @param memory of the event's sensor; a rule touches only its own part of it
   */
  Optional<Finding> check(EnrichedEvent event, SensorMemory memory);

  /** What it remembers a sensor by; null when it remembers nothing. */
  default Memory.@Nullable Kind<?> memory() {
    return null;
  }
}
