package io.headwater.streams.delivery;

import io.headwater.streams.delivery.Delivery.Lane;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps the changes of each sensor in order, while those of different sensors overtake each other:
 * only the first of a lane is ever due. Reads no clock; not safe for use by several threads.
 */
final class Lanes {

  private record Pause(Instant until, Delivery delivery) {}

  private final Map<Lane, Deque<Delivery>> queues = new HashMap<>();
  private final Deque<Delivery> ready = new ArrayDeque<>();
  private final PriorityQueue<Pause> pauses =
      new PriorityQueue<>(Comparator.comparing(Pause::until));
  private int size;

  /** Puts it behind all others of its lane. */
  void add(Delivery delivery) {
    Deque<Delivery> queue = queues.computeIfAbsent(delivery.lane(), lane -> new ArrayDeque<>());
    queue.addLast(delivery);
    size++;
    if (queue.size() == 1) {
      ready.addLast(delivery);
    }
  }

  /** Whether there is one to be started now. */
  boolean hasDue(Instant now) {
    while (!pauses.isEmpty() && !pauses.peek().until().isAfter(now)) {
      ready.addLast(pauses.remove().delivery());
    }
    while (!ready.isEmpty() && !holds(ready.peekFirst())) {
      ready.removeFirst();
    }
    return !ready.isEmpty();
  }

  /** Starts one that {@link #hasDue} has found; it stays first of its lane. */
  Delivery start() {
    return ready.removeFirst();
  }

  /** Has it started again, but not before then. */
  void again(Delivery delivery, Instant notBefore) {
    pauses.add(new Pause(notBefore, delivery));
  }

  /** Takes it out: the next of its lane is due. */
  void finish(Delivery delivery) {
    Deque<Delivery> queue = queues.get(delivery.lane());
    queue.removeFirst();
    size--;
    if (queue.isEmpty()) {
      queues.remove(delivery.lane());
    } else {
      ready.addLast(queue.peekFirst());
    }
  }

  /** Whether it is first of its lane still: not finished, and its partition not dropped. */
  boolean holds(Delivery delivery) {
    Deque<Delivery> queue = queues.get(delivery.lane());
    return queue != null && queue.peekFirst() == delivery;
  }

  /** Forgets all of a partition, which is somebody else's now. */
  void drop(TopicPartition partition) {
    queues
        .entrySet()
        .removeIf(
            lane -> {
              boolean dropped = lane.getKey().partition().equals(partition);
              size -= dropped ? lane.getValue().size() : 0;
              return dropped;
            });
    pauses.removeIf(pause -> pause.delivery().lane().partition().equals(partition));
  }

  /** How many there are, started ones included. */
  int size() {
    return size;
  }
}
