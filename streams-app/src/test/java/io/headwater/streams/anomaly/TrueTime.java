package io.headwater.streams.anomaly;

import java.util.Map;
import java.util.TreeMap;

/** Lived time that knows all its past: each step of the watermark, of which a minute counts. */
final class TrueTime {

  private static final long MINUTE = 60_000_000;

  /** By watermark, how much was lived by then. */
  private final TreeMap<Long, Long> lived = new TreeMap<>();

  boolean hasBegun() {
    return !lived.isEmpty();
  }

  void advance(long watermark) {
    if (lived.isEmpty()) {
      lived.put(watermark, 0L);
    } else if (watermark > lived.lastKey()) {
      long step = Math.min(MINUTE, watermark - lived.lastKey());
      lived.put(watermark, lived() + step);
    }
  }

  long lived() {
    return lived.lastEntry().getValue();
  }

  /** How much was lived when the watermark was there, which it was. */
  long livedBy(long watermark) {
    Map.Entry<Long, Long> before = lived.floorEntry(watermark);
    long since = Math.min(MINUTE, watermark - before.getKey());
    Map.Entry<Long, Long> after = lived.ceilingEntry(watermark);
    return Math.min(before.getValue() + since, after.getValue());
  }
}
