package io.headwater.quickstart.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;
import io.headwater.model.json.ContractViolation;
import io.headwater.model.json.SensorReferenceJson;
import io.headwater.streams.time.Mutes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the reference topic says now that recorded events do not: a sensor's own limits, and until
 * when it is muted.
 */
final class KnownSensors implements Mutes {

  private final SensorReferenceJson json = new SensorReferenceJson();
  private final Map<String, Limits> limits = new HashMap<>();
  private final Map<String, Long> mutes = new HashMap<>();

  /**
   * Takes the next record of the topic. One that is malformed changes nothing, as in the stream.
   *
   * @param key null: a record about nobody
   * @param value null: a tombstone
   */
  void add(byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null) {
      return;
    }
    try {
      SensorReference reference = value == null ? SensorReference.UNKNOWN : json.decode(value);
      set(limits, new String(key, UTF_8), reference.limits());
      set(mutes, new String(key, UTF_8), reference.mutedUntil());
    } catch (ContractViolation malformed) {
      // the stream counts and tells of it
    }
  }

  /** The event with the limits that its sensor has now. */
  EnrichedEvent complete(EnrichedEvent event) {
    Limits own = limits.get(event.event().sensorId());
    if (own == null) {
      return event;
    }
    SensorReference known = event.reference();
    return new EnrichedEvent(
        event.event(),
        new SensorReference(
            known.site(),
            known.line(),
            known.machine(),
            known.displayName(),
            known.expectedUnit(),
            own,
            known.mutedUntil()),
        event.anomalies(),
        event.late(),
        event.origin());
  }

  @Override
  public long until(String sensorId, String location) {
    return Math.max(
        mutes.getOrDefault(sensorId, NOT_MUTED),
        mutes.getOrDefault(SensorReference.OF_LOCATION + location, NOT_MUTED));
  }

  private static <V> void set(Map<String, V> map, String key, @Nullable V value) {
    Optional.ofNullable(value).ifPresentOrElse(known -> map.put(key, known), () -> map.remove(key));
  }
}
