package io.headwater.streams.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Merges the panes of one window, series by series, in the order of their keys: an n-way merge that
 * reads each pane once and holds one of each start in memory.
 *
 * <p>A series' panes are merged by their start, late ones last, so that sums come to the same bits
 * each time. The panes of a window whose end the watermark has reached no longer change, so a merge
 * may rest between two series for as long as it likes.
 */
final class WindowMerge implements AutoCloseable {

  private final long end;
  private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();
  private final List<KeyValueIterator<Bytes, byte[]>> iterators = new ArrayList<>();
  private int read;

  /** What a window holds of one series. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Merged(byte[] seriesBytes, Series series, Totals totals) {}

  /**
   * @param after leaves out this series and those before it; null for none
   */
  WindowMerge(PaneStore panes, List<Long> starts, long end, byte @Nullable [] after) {
    this.end = end;
    for (int order = 0; order < starts.size(); order++) {
      KeyValueIterator<Bytes, byte[]> iterator = panes.read(starts.get(order), after);
      iterators.add(iterator);
      enqueue(new Cursor(iterator, order));
    }
  }

  /** The next series; null after the last. */
  @Nullable Merged next() {
    while (!cursors.isEmpty()) {
      byte[] series = cursors.element().series;
      Totals totals = null;
      while (!cursors.isEmpty() && Arrays.equals(cursors.element().series, series)) {
        Cursor cursor = cursors.remove();
        if (end > cursor.notBefore) {
          Totals pane = PaneStore.decode(cursor.value);
          totals = totals == null ? pane : totals.merge(pane);
        }
        enqueue(cursor);
      }
      if (totals != null) {
        return new Merged(series, PaneKey.series(series), totals);
      }
    }
    return null;
  }

  /** How many panes were read since this was last asked. */
  int takeRead() {
    int taken = read;
    read = 0;
    return taken;
  }

  @Override
  public void close() {
    iterators.forEach(KeyValueIterator::close);
  }

  private void enqueue(Cursor cursor) {
    if (cursor.advance()) {
      read++;
      cursors.add(cursor);
    }
  }

  /** Where the merge stands in the panes of one start. */
  private static final class Cursor implements Comparable<Cursor> {
    private final KeyValueIterator<Bytes, byte[]> iterator;
    private final int order;
    private byte[] series = {};
    private byte[] value = {};
    private long notBefore;

    Cursor(KeyValueIterator<Bytes, byte[]> iterator, int order) {
      this.iterator = iterator;
      this.order = order;
    }

    boolean advance() {
      if (!iterator.hasNext()) {
        return false;
      }
      KeyValue<Bytes, byte[]> entry = iterator.next();
      series = PaneKey.seriesOf(entry.key);
      notBefore = PaneKey.notBeforeOf(entry.key);
      value = entry.value;
      return true;
    }

    @Override
    public int compareTo(Cursor other) {
      int bySeries = Arrays.compareUnsigned(series, other.series);
      return bySeries != 0 ? bySeries : Integer.compare(order, other.order);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return order;
    }
  }
}
