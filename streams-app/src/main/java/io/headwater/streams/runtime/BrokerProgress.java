package io.headwater.streams.runtime;

import io.headwater.streams.time.PartitionProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker each second how far the input topic goes, and how far the application has read
 * it. A question that gets no answer leaves the last answer as it was, with its time: silence
 * confirms nothing.
 *
 * <p>Asks on a daemon thread of its own; answers from memory, on any thread.
 */
final class BrokerProgress implements PartitionProgress, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BrokerProgress.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int ANSWERS_KEPT = 11;

  /** One answer for all partitions. */
  record Answer(Instant at, Map<Integer, Confirmed> partitions) {
    Answer {
      partitions = Map.copyOf(partitions);
    }
  }

  /** What is asked each second. */
  interface Question extends AutoCloseable {
    Answer ask() throws ExecutionException, InterruptedException;

    @Override
    void close();
  }

  private final Question question;
  private final BrokerProbe probe;
  private final StreamStatus status;
  private final Consumer<Answer> listener;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(BrokerProgress::daemon);
  private final Deque<Answer> recent = new ArrayDeque<>();
  private volatile Map<Integer, Confirmed> latest = Map.of();

  /**
   * @param listener hears each answer, on the thread that asks
   */
  BrokerProgress(
      Question question, BrokerProbe probe, StreamStatus status, Consumer<Answer> listener) {
    this.question = question;
    this.probe = probe;
    this.status = status;
    this.listener = listener;
  }

  @Override
  public Optional<Confirmed> latest(int partition) {
    return Optional.ofNullable(latest.get(partition));
  }

  @Override
  public OptionalInt partitions() {
    int confirmed = latest.size();
    return confirmed == 0 ? OptionalInt.empty() : OptionalInt.of(confirmed);
  }

  /** The answers of the last ten seconds, oldest first. */
  List<Answer> recent() {
    synchronized (recent) {
      return List.copyOf(recent);
    }
  }

  /** Begins to ask; once only. */
  void start() {
    var unused =
        timer.scheduleWithFixedDelay(this::ask, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks once. */
  void ask() {
    try {
      remember(question.ask());
      status.brokerFound();
    } catch (InterruptedException | InterruptException closing) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      status.brokerLost(reason(e.getCause() == null ? e : e.getCause()));
    } catch (RuntimeException e) {
      status.brokerLost(reason(e));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (timer.awaitTermination(10, TimeUnit.SECONDS)) {
        question.close();
      } else {
        log.warn("Kafka has been asked something and does not answer; not waited for any longer.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String reason(Throwable failure) {
    return probe.whyUnreachable().orElseGet(() -> String.valueOf(failure.getMessage()));
  }

  private void remember(Answer answer) {
    latest = answer.partitions();
    synchronized (recent) {
      recent.addLast(answer);
      if (recent.size() > ANSWERS_KEPT) {
        recent.removeFirst();
      }
    }
    listener.accept(answer);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "broker-progress");
    thread.setDaemon(true);
    return thread;
  }
}
