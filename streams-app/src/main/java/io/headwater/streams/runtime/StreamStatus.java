package io.headwater.streams.runtime;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that knows how the stream is: those who run it report here, health and endpoints
 * read. Says each change once in the log. Safe for use by several threads.
 */
final class StreamStatus {

  private static final Logger log = LoggerFactory.getLogger(StreamStatus.class);

  private final String bootstrapServers;
  private final CountDownLatch ended = new CountDownLatch(1);
  private StreamState life = new StreamState.Starting();
  private int storesRestoring;
  private @Nullable String outage;

  StreamStatus(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** How the stream is now. */
  synchronized StreamState state() {
    if (life instanceof StreamState.Starting && storesRestoring > 0) {
      return new StreamState.Restoring(storesRestoring);
    }
    if (life instanceof StreamState.Running && outage != null) {
      return new StreamState.Interrupted(bootstrapServers, outage);
    }
    return life;
  }

  /** Waits until the stream is dead or stopped; false when it still lives after that time. */
  boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
    return ended.await(timeout, unit);
  }

  /** Why the stream died; empty when it didn't. */
  synchronized Optional<String> causeOfDeath() {
    return life instanceof StreamState.Dead dead ? Optional.of(dead.reason()) : Optional.empty();
  }

  /** Changes the state; an ended stream stays ended. */
  synchronized void become(StreamState next) {
    if (hasEnded() || next.equals(life)) {
      return;
    }
    StreamState before = life;
    life = next;
    if (hasEnded()) {
      ended.countDown();
    }
    tell(before, next);
  }

  synchronized void restoring(int stores) {
    storesRestoring = stores;
  }

  synchronized void brokerLost(String reason) {
    if (outage == null && !hasEnded()) {
      log.warn(
          "Kafka at {} has stopped answering ({}); the stream goes on by itself when it is back.",
          bootstrapServers,
          reason);
    }
    outage = reason;
  }

  synchronized void brokerFound() {
    if (outage != null) {
      log.info("Kafka at {} answers again.", bootstrapServers);
    }
    outage = null;
  }

  private boolean hasEnded() {
    return life instanceof StreamState.Dead || life instanceof StreamState.Stopped;
  }

  private static void tell(StreamState before, StreamState next) {
    if (next instanceof StreamState.Dead) {
      log.error("{}", next.sentence());
      return;
    }
    if (next instanceof StreamState.WaitingForBroker waiting) {
      if (!(before instanceof StreamState.WaitingForBroker)) {
        log.warn("{}; trying again until it does.", waiting.sentence());
      }
      return;
    }
    if (before instanceof StreamState.WaitingForBroker waited
        && !(next instanceof StreamState.Stopped)) {
      log.info("Kafka at {} answers.", waited.bootstrapServers());
    }
    if (next instanceof StreamState.WaitingForTopics
        || next instanceof StreamState.WaitingForLargerTopic) {
      log.warn("{}; looking again until they are there.", next.sentence());
    }
  }
}
