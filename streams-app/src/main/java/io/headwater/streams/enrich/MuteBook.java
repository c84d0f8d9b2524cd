package io.headwater.streams.enrich;

import io.headwater.model.SensorReference;
import io.headwater.streams.time.Mutes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sensors and locations that are muted, by the key of their record in the reference topic: few,
 * as a rule. Those whose time has passed stay until their record changes.
 *
 * <p>The global thread writes, stream threads read: each entry is one atomic value, and a sensor
 * and its location need no common moment.
 */
final class MuteBook implements Mutes {

  private final Map<String, Long> untils = new ConcurrentHashMap<>();

  /** The reference with that key is this now; null: there is none any more. */
  void set(String key, @Nullable SensorReference reference) {
    if (reference == null || reference.mutedUntil() == null) {
      untils.remove(key);
    } else {
      untils.put(key, reference.mutedUntil());
    }
  }

  @Override
  public long until(String sensorId, String location) {
    return untils.isEmpty()
        ? NOT_MUTED
        : Math.max(of(sensorId), of(SensorReference.OF_LOCATION + location));
  }

  private long of(String key) {
    return untils.getOrDefault(key, NOT_MUTED);
  }
}
