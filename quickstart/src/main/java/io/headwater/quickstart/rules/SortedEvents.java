package io.headwater.quickstart.rules;

import io.headwater.model.json.EnrichedEventJson;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts any number of events into their order within bounded memory: what does not fit is sorted in
 * portions, each in a file of its own, and merged at the end. Not for several threads.
 */
final class SortedEvents implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Comparator<RecordedEvent> order;
  private final int portion;
  private final EnrichedEventJson json = new EnrichedEventJson();
  private final List<RecordedEvent> held = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();

  /**
   * @param portion how many events are held at most
   */
  SortedEvents(Comparator<RecordedEvent> order, int portion) {
    this.order = order;
    this.portion = portion;
  }

  void add(RecordedEvent event) {
    held.add(event);
    if (held.size() >= portion) {
      spill();
    }
  }

  /** Hands over all of them, in their order. To be called once, at the end. */
  void forEach(Consumer<RecordedEvent> events) {
    held.sort(order);
    if (files.isEmpty()) {
      held.forEach(events);
      return;
    }
    spill();
    PriorityQueue<Portion> portions =
        new PriorityQueue<>((one, other) -> order.compare(one.head(), other.head()));
    try {
      for (Path file : files) {
        portions.add(new Portion(file));
      }
      while (!portions.isEmpty()) {
        Portion first = portions.remove();
        events.accept(first.head());
        if (first.next()) {
          portions.add(first);
        } else {
          first.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      portions.forEach(Portion::close);
    }
  }

  private void spill() {
    if (held.isEmpty()) {
      return;
    }
    held.sort(order);
    try {
      Path file = Files.createTempFile("headwater-events-", ".sorted");
      files.add(file);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
        out.writeInt(held.size());
        for (RecordedEvent event : held) {
          out.writeLong(event.sentAt());
          byte[] bytes = json.encode(event.event());
          out.writeInt(bytes.length);
          out.write(bytes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    held.clear();
  }

  /** Deletes the files. */
  @Override
  public void close() {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A sorted file that is being read; it is never empty. */
  private final class Portion implements AutoCloseable {
    private final DataInputStream in;
    private int left;
    private @Nullable RecordedEvent head;

    Portion(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      left = in.readInt();
      next();
    }

    RecordedEvent head() {
      if (head == null) {
        throw new IllegalStateException("read past its end");
      }
      return head;
    }

    /** Moves on; false at the end. */
    boolean next() throws IOException {
      if (left == 0) {
        return false;
      }
      left--;
      long sentAt = in.readLong();
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      head = new RecordedEvent(json.decode(bytes), sentAt);
      return true;
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
