package io.headwater.streams.anomaly;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorEvent;
import org.jspecify.annotations.Nullable;

/** What is held of one sensor: which rules hold for it, and what they remember. */
final class Sensor {

  private final SensorMemory memory;

  private @Nullable RuleBook book;
  private String deviceType = "";
  private String location = "";
  private boolean hasOwnLimits;
  private HeldRules rules = HeldRules.NONE;

  private boolean saved = true;
  private int weight;

  Sensor(SensorMemory memory) {
    this.memory = memory;
  }

  SensorMemory memory() {
    return memory;
  }

  /**
   * The rules that the sensor's event is held against; worked out anew only when that may differ.
   */
  HeldRules rulesFor(EnrichedEvent enriched, RuleBook now) {
    SensorEvent event = enriched.event();
    boolean limits = enriched.reference().limits() != null;
    if (book != now
        || hasOwnLimits != limits
        || !deviceType.equals(event.deviceType())
        || !location.equals(event.location())) {
      book = now;
      hasOwnLimits = limits;
      deviceType = event.deviceType();
      location = event.location();
      rules = now.heldAgainst(enriched);
    }
    return rules;
  }

  /** Something is remembered that is not in the store. */
  void touch() {
    saved = false;
  }

  boolean isSaved() {
    return saved;
  }

  /** Writes what is not in the store. */
  void save() {
    memory.save();
    weight = memory.weight();
    saved = true;
  }

  /** How many numbers its memory held when it was last written, roughly. */
  int weight() {
    return weight;
  }
}
