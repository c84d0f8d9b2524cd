package io.headwater.streams.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.headwater.model.SensorReference;
import java.util.function.Function;

/**
 * The references that were looked up of late, decoded; at most {@link #MOST}, unknown sensors among
 * them. Shared by all tasks of the process.
 *
 * <p>Stream threads look up while the global thread updates. A lookup loads from the store inside
 * the cache's atomic computation for its key, and {@link #forget} is a computation for the same
 * key, run after the store has the new value: so a load is either wholly before it, and forgotten,
 * or wholly after it, and sees the new value. A stale value cannot stay.
 */
final class References {

  static final int MOST = 100_000;

  private final Cache<String, SensorReference> cache =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  SensorReference get(String sensorId, Function<String, SensorReference> loader) {
    return cache.get(sensorId, loader);
  }

  // not invalidate(): what that does to a load under way is left undefined
  void forget(String sensorId) {
    cache.asMap().compute(sensorId, (id, cached) -> null);
  }
}
