package io.headwater.streams.window;

import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Where a pane is kept: by its start, so that what ends first comes first, then by its series, so
 * that windows are read in one pass.
 *
 * @param start of the pane, microseconds since the epoch
 * @param notBefore {@link #ANY} for events in time. Late ones are kept apart: they count only in
 *     windows that end after this
 */
record PaneKey(long start, Series series, long notBefore) {

  static final byte KIND = 2;

  /** No window is closed to the pane's events. */
  static final long ANY = Long.MIN_VALUE;

  private static final int START = Byte.BYTES + Long.BYTES;

  Bytes toBytes() {
    KeyWriter key = prefix(start);
    series.writeTo(key);
    return key.time(notBefore).toKey();
  }

  /** Before all panes that start at {@code start}, after all that start earlier. */
  static Bytes from(long start) {
    return prefix(start).toKey();
  }

  /** After the panes of that start and series, before those of the next series. */
  static Bytes after(long start, byte[] series) {
    return prefix(start).parts(series).time(Long.MAX_VALUE).number(0).toKey();
  }

  /** The part of a key that tells the series: it sorts as the keys of one start do. */
  static byte[] seriesOf(Bytes key) {
    return Arrays.copyOfRange(key.get(), START, key.get().length - Long.BYTES);
  }

  static Series series(byte[] series) {
    return Series.readFrom(KeyReader.ofParts(series));
  }

  static long notBeforeOf(Bytes key) {
    byte[] bytes = key.get();
    return KeyReader.ofParts(Arrays.copyOfRange(bytes, bytes.length - Long.BYTES, bytes.length))
        .time();
  }

  private static KeyWriter prefix(long start) {
    return KeyWriter.key(KIND).time(start);
  }
}
