package io.headwater.bench.closing;

import io.headwater.bench.rig.Broker;
import io.headwater.bench.rig.StreamProcess;
import io.headwater.bench.rig.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends live events to a stream that has read everything up to a boundary, and watches until their
 * time has closed all windows of the boundary.
 */
final class ClosingWatch {

  /** How far the maxima that Kafka Streams keeps of its threads reach back, twice. */
  static final Duration METER_WINDOW = Duration.ofSeconds(5);

  /** How much of the time before is what the time of closing is compared with. */
  private static final Duration BEFORE = Duration.ofSeconds(10);

  /** Live events that still count as held up, after the last window was seen. */
  private static final Duration AFTER = Duration.ofSeconds(1);

  /** No new window for so long: all are closed. */
  private static final Duration QUIET = Duration.ofSeconds(6);

  /** Before the watermark reaches the next minute, which closes windows too. */
  private static final Duration LONGEST = Duration.ofSeconds(55);

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final double NANOS_PER_SECOND = 1e9;

  private final Broker broker;
  private final StreamProcess stream;
  private final String events;

  ClosingWatch(Broker broker, StreamProcess stream, String events) {
    this.broker = broker;
    this.stream = stream;
    this.events = events;
  }

  ClosingRun watch(int sensors, Boundary boundary, ProbePlan plan) {
    Map<String, Long> closedBefore = stream.meters().windowsClosed();
    int first = ProbePlan.firstThatCloses();
    long start = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    try (ProbeReader reader =
        new ProbeReader(plan, broker.bootstrapServers(), stream.enriched(), start)) {
      Closed closed;
      int sent;
      try (ProbeSender sender = new ProbeSender(plan, broker.bootstrapServers(), events, start)) {
        waitUntil(start + plan.dueNanos(first));
        closed = awaitClosed(start + plan.dueNanos(first));
        sent = sender.finish();
      }
      awaitAll(reader, sent);
      reader.finish();
      int last = first + ProbePlan.number(closed.time().plus(AFTER));
      return new ClosingRun(
          sensors,
          boundary,
          reader.latencies(first - ProbePlan.number(BEFORE), first),
          reader.latencies(first, Math.min(last, sent)),
          closed.time().toNanos() / NANOS_PER_SECOND,
          closed.pauses(),
          growth(closedBefore, stream.meters().windowsClosed()));
    }
  }

  private record Closed(Duration time, ThreadPauses pauses) {}

  private Closed awaitClosed(long begin) {
    long windows = broker.offsets(stream.aggregates());
    long lastGrowth = begin;
    long nextMeters = begin + METER_WINDOW.toNanos();
    ThreadPauses pauses = ThreadPauses.NONE;
    while (true) {
      Waiting.pause(LOOK);
      long written = broker.offsets(stream.aggregates());
      long now = System.nanoTime();
      if (written > windows) {
        windows = written;
        lastGrowth = now;
      }
      boolean over = now - lastGrowth > QUIET.toNanos() || now - begin > LONGEST.toNanos();
      if (over || now > nextMeters) {
        pauses = pauses.or(ThreadPauses.of(stream.meters()));
        nextMeters = now + METER_WINDOW.toNanos();
      }
      if (over) {
        return new Closed(Duration.ofNanos(lastGrowth - begin), pauses);
      }
    }
  }

  private void awaitAll(ProbeReader reader, int sent) {
    Waiting.Deadline deadline = Waiting.deadline(PATIENCE);
    while (reader.received() < sent) {
      if (deadline.hasPassed()) {
        throw stream.failure(
            "let only %,d of %,d live events out within %d s"
                .formatted(reader.received(), sent, PATIENCE.toSeconds()));
      }
      Waiting.pause(LOOK);
    }
  }

  private static void waitUntil(long moment) {
    while (moment - System.nanoTime() > 0) {
      Waiting.pause(Duration.ofNanos(moment - System.nanoTime()));
    }
  }

  private static Map<String, Long> growth(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> growth = new TreeMap<>();
    after.forEach(
        (type, closed) -> {
          long more = closed - before.getOrDefault(type, 0L);
          if (more > 0) {
            growth.put(type, more);
          }
        });
    return growth;
  }
}
