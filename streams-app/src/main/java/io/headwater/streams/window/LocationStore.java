package io.headwater.streams.window;

import io.headwater.streams.state.FormatVersion;
import io.headwater.streams.state.KeyReader;
import io.headwater.streams.state.KeyWriter;
import io.headwater.streams.window.LocationMessage.Mark;
import io.headwater.streams.window.LocationMessage.Partial;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What one task of the location stage keeps: the partials of open windows, sorted by the window's
 * end and kind, then by group and partition; each partition's last mark; and its own progress.
 */
final class LocationStore {

  private static final byte PROGRESS = 0;
  private static final byte MARK = 1;
  private static final byte PARTIAL = 2;
  private static final byte VERSION = 1;
  private static final Bytes PROGRESS_KEY = KeyWriter.key(PROGRESS).toKey();

  private final KeyValueStore<Bytes, byte[]> store;
  private final TreeSet<WindowEnd> open = new TreeSet<>();

  /** The last one taken: the store passes over each removed key when asked from the beginning. */
  private @Nullable Bytes taken;

  private @Nullable WindowEnd takenOf;

  /**
   * A kind of window, and when it ends: the windows of all groups that close together.
   *
   * @param window the name of the kind
   */
  record WindowEnd(long end, String window) implements Comparable<WindowEnd> {
    private static final Comparator<WindowEnd> ORDER =
        Comparator.comparingLong(WindowEnd::end).thenComparing(WindowEnd::window);

    @Override
    public int compareTo(WindowEnd other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * How far the stage has come.
   *
   * @param watermark of the stage; windows that end here or before are closed
   * @param held but for these, which wait for a partition that has data in them
   */
  record Progress(long watermark, List<WindowEnd> held) {}

  /** Learns from the store which windows are open, by leaping from one to the next. */
  LocationStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    Bytes from = KeyWriter.key(PARTIAL).toKey();
    Bytes end = KeyWriter.key((byte) (PARTIAL + 1)).toKey();
    boolean more = true;
    while (more) {
      try (KeyValueIterator<Bytes, byte[]> next = store.range(from, end)) {
        more = next.hasNext();
        if (more) {
          WindowEnd window = windowOf(next.next().key);
          open.add(window);
          from = after(window);
        }
      }
    }
  }

  void put(Partial partial) {
    WindowEnd window = new WindowEnd(partial.end(), partial.window());
    KeyWriter key = prefix(window);
    Group group = partial.group();
    key.text(group.location()).text(group.deviceType()).text(group.unit());
    store.put(key.number(partial.partition()).toKey(), LocationFormat.encode(partial));
    open.add(window);
  }

  /** Windows that have partials and end at {@code time} or before, the first to end first. */
  List<WindowEnd> openThrough(long time) {
    return List.copyOf(open.headSet(new WindowEnd(time + 1, "")));
  }

  boolean isOpen(WindowEnd window) {
    return open.contains(window);
  }

  /**
   * Takes partials of a window out, in order: those of one group lie side by side, by partition. A
   * group is never cut in two.
   *
   * @param most how many, give or take those of one group; fewer come when none is left
   */
  List<Partial> take(WindowEnd window, int most) {
    List<Partial> partials = new ArrayList<>();
    List<Bytes> keys = new ArrayList<>();
    boolean more = false;
    try (KeyValueIterator<Bytes, byte[]> all = store.range(from(window), after(window))) {
      while (all.hasNext() && !more) {
        KeyValue<Bytes, byte[]> next = all.next();
        Partial partial = (Partial) LocationFormat.decode(next.value);
        more = partials.size() >= most && !partial.group().equals(last(partials).group());
        if (!more) {
          partials.add(partial);
          keys.add(next.key);
        }
      }
    }
    keys.forEach(store::delete);
    if (more) {
      takenOf = window;
      taken = keys.get(keys.size() - 1);
    } else {
      open.remove(window);
    }
    return partials;
  }

  void put(Mark mark) {
    store.put(KeyWriter.key(MARK).number(mark.partition()).toKey(), LocationFormat.encode(mark));
  }

  List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        store.range(KeyWriter.key(MARK).toKey(), KeyWriter.key(PARTIAL).toKey())) {
      all.forEachRemaining(entry -> marks.add((Mark) LocationFormat.decode(entry.value)));
    }
    return marks;
  }

  void put(Progress progress) {
    KeyWriter held = KeyWriter.parts();
    progress.held().forEach(window -> held.time(window.end()).text(window.window()));
    byte[] windows = held.toBytes();
    store.put(
        PROGRESS_KEY,
        ByteBuffer.allocate(Byte.BYTES + Long.BYTES + Integer.BYTES + windows.length)
            .put(VERSION)
            .putLong(progress.watermark())
            .putInt(progress.held().size())
            .put(windows)
            .array());
  }

  /**
   * @param none for a task without a past
   */
  Progress progress(Progress none) {
    byte[] bytes = store.get(PROGRESS_KEY);
    if (bytes == null) {
      return none;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    FormatVersion.require(VERSION, in.get(), "notes of closed location windows");
    long watermark = in.getLong();
    int count = in.getInt();
    byte[] windows = new byte[in.remaining()];
    in.get(windows);
    KeyReader parts = KeyReader.ofParts(windows);
    List<WindowEnd> held = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      held.add(new WindowEnd(parts.time(), parts.text()));
    }
    return new Progress(watermark, held);
  }

  private Bytes from(WindowEnd window) {
    return taken != null && window.equals(takenOf) ? taken : prefix(window).toKey();
  }

  private static Partial last(List<Partial> partials) {
    return partials.get(partials.size() - 1);
  }

  private static KeyWriter prefix(WindowEnd window) {
    return KeyWriter.key(PARTIAL).time(window.end()).text(window.window());
  }

  /** After all partials of that window, before those of any later one. */
  private static Bytes after(WindowEnd window) {
    return prefix(window).number(Integer.MAX_VALUE).toKey();
  }

  private static WindowEnd windowOf(Bytes key) {
    KeyReader parts = KeyReader.of(key);
    return new WindowEnd(parts.time(), parts.text());
  }
}
