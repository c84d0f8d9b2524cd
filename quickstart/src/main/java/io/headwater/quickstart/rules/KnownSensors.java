package io.headwater.quickstart.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;
import io.headwater.streams.enrich.ReferenceReader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the reference topic says now that recorded events do not: the sensors' own limits. */
final class KnownSensors {

  private final Map<String, Limits> limits = new HashMap<>();

  /**
   * Takes the next record of the topic. One that the stream refuses changes nothing, as there.
   *
   * @param key null: a record about nobody
   * @param value null: a tombstone
   */
  void add(byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null) {
      return;
    }
    try {
      Limits own = value == null ? null : ReferenceReader.read(value).limits();
      if (own == null) {
        limits.remove(new String(key, UTF_8));
      } else {
        limits.put(new String(key, UTF_8), own);
      }
    } catch (IllegalArgumentException refused) {
      // the stream counts and tells of it
    }
  }

  /** The event with the limits that its sensor has now. */
  RecordedEvent complete(RecordedEvent recorded) {
    EnrichedEvent event = recorded.event();
    Limits own = limits.get(event.event().sensorId());
    if (own == null) {
      return recorded;
    }
    SensorReference known = event.reference();
    EnrichedEvent complete =
        new EnrichedEvent(
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
    return new RecordedEvent(complete, recorded.sentAt());
  }
}
