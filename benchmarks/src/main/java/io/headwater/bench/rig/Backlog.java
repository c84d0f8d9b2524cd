package io.headwater.bench.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A topic full of events, and how a stream gets through it. */
public final class Backlog {

  /** Finer than the commits it looks for, which come each 100 ms. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

  private final Broker broker;
  private final String topic;
  private final long events;

  /**
   * @param events all that the topic holds
   */
  public Backlog(Broker broker, String topic, long events) {
    this.broker = broker;
    this.topic = topic;
    this.events = events;
  }

  public String topic() {
    return topic;
  }

  public long events() {
    return events;
  }

  /**
   * Waits until the stream has committed the results of all events, those on their way through its
   * own internal topics among them.
   *
   * @param stream just started
   * @return how it got on; the last one has all events committed
   */
  public List<Progress> awaitDrained(StreamProcess stream) {
    long start = System.nanoTime();
    List<Progress> course = new ArrayList<>();
    long furthest = 0;
    Waiting.Deadline standstill = Waiting.deadline(LONGEST_STANDSTILL);
    while (true) {
      Map<TopicPartition, Long> committed = broker.committed(stream.name());
      long ofBacklog = sum(committed);
      course.add(
          new Progress(
              Duration.ofNanos(System.nanoTime() - start), ofBacklog, stream.cpu(), broker.cpu()));
      if (ofBacklog >= events && !isUnderWay(stream, committed)) {
        return List.copyOf(course);
      }
      if (ofBacklog > furthest) {
        furthest = ofBacklog;
        standstill = Waiting.deadline(LONGEST_STANDSTILL);
      } else if (standstill.hasPassed()) {
        throw stream.failure(
            "has stood still at %,d of %,d events for %d s"
                .formatted(furthest, events, LONGEST_STANDSTILL.toSeconds()));
      }
      Waiting.pause(LOOK);
    }
  }

  private long sum(Map<TopicPartition, Long> committed) {
    return committed.entrySet().stream()
        .filter(offset -> offset.getKey().topic().equals(topic))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private boolean isUnderWay(StreamProcess stream, Map<TopicPartition, Long> committed) {
    return broker.ends(broker.repartitionTopics(stream.name())).entrySet().stream()
        .anyMatch(end -> end.getValue() > committed.getOrDefault(end.getKey(), 0L));
  }
}
