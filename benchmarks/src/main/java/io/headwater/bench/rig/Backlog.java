package io.headwater.bench.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A topic full of events, and how a process gets through it. */
public final class Backlog {

  /** Finer than the commits it looks for, which come each second in a backlog. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

  /**
   * How far a process is.
   *
   * @param committed events whose results are committed
   * @param isDrained whether all are; those of a stream too that were on their way through its own
   *     internal topics
   */
  public record Position(long committed, boolean isDrained) {}

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
   * Waits until a process has committed the results of all events; a stream those on their way
   * through its own internal topics too.
   *
   * @param drainer just started
   * @return how it got on; the last one has all events committed
   */
  public List<Progress> awaitDrained(Drainer drainer) {
    long start = System.nanoTime();
    List<Progress> course = new ArrayList<>();
    long furthest = 0;
    Waiting.Deadline standstill = Waiting.deadline(LONGEST_STANDSTILL);
    while (true) {
      Position position = position(drainer);
      course.add(
          new Progress(
              Duration.ofNanos(System.nanoTime() - start),
              position.committed(),
              drainer.cpu(),
              broker.cpu()));
      if (position.isDrained()) {
        return List.copyOf(course);
      }
      if (position.committed() > furthest) {
        furthest = position.committed();
        standstill = Waiting.deadline(LONGEST_STANDSTILL);
      } else if (standstill.hasPassed()) {
        throw drainer.failure(
            "has stood still at %,d of %,d events for %d s"
                .formatted(furthest, events, LONGEST_STANDSTILL.toSeconds()));
      }
      Waiting.pause(LOOK);
    }
  }

  /** Where a process is now. */
  public Position position(Drainer drainer) {
    Map<TopicPartition, Long> committed = broker.committed(drainer.group());
    long ofBacklog = sum(committed);
    return new Position(ofBacklog, ofBacklog >= events && !isUnderWay(drainer, committed));
  }

  private long sum(Map<TopicPartition, Long> committed) {
    return committed.entrySet().stream()
        .filter(offset -> offset.getKey().topic().equals(topic))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private boolean isUnderWay(Drainer drainer, Map<TopicPartition, Long> committed) {
    return broker.ends(broker.repartitionTopics(drainer.group())).entrySet().stream()
        .anyMatch(end -> end.getValue() > committed.getOrDefault(end.getKey(), 0L));
  }
}
