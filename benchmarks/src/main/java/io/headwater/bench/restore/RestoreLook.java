package io.headwater.bench.restore;

import io.headwater.bench.rig.Meters;
import java.time.Duration;

/**
 * How far a stream was that reads its state back.
 *
 * @param at since its process was started
 * @param stores whose state is being read back
 * @param restored records read back so far
 * @param isReady whether it runs, which Kafka Streams does when all state is back
 */
record RestoreLook(Duration at, long stores, long restored, boolean isReady) {

  static RestoreLook of(Meters meters, Duration at) {
    return new RestoreLook(
        at,
        meters.total("headwater_stream_restore_stores"),
        meters.total("headwater_stream_restored_total"),
        meters.total("headwater_stream_ready") > 0);
  }

  boolean hasBegun() {
    return stores > 0 || restored > 0;
  }
}
