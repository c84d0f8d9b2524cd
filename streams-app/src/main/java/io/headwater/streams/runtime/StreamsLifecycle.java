package io.headwater.streams.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the stream up once what it needs is there, and down when the app ends. It starts last and
 * stops first, so that health is told all the time.
 */
final class StreamsLifecycle implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(StreamsLifecycle.class);

  /** How long a stop may take; Kubernetes kills after 30 s. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  /** Makes the engine, when all it needs is there. */
  @FunctionalInterface
  interface EngineStarter {
    StreamsEngine start();
  }

  private final Preparation preparation;
  private final BrokerProgress progress;
  private final EngineStarter starter;
  private final StreamStatus status;
  private final Backoff backoff;
  private final GroupMembershipOperation onStop;
  private @Nullable Thread bringingUp;
  private CountDownLatch stopAsked = new CountDownLatch(1);
  private volatile @Nullable StreamsEngine engine;

  StreamsLifecycle(
      Preparation preparation,
      BrokerProgress progress,
      EngineStarter starter,
      StreamStatus status,
      Backoff backoff,
      GroupMembershipOperation onStop) {
    this.preparation = preparation;
    this.progress = progress;
    this.starter = starter;
    this.status = status;
    this.backoff = backoff;
    this.onStop = onStop;
  }

  /** Returns at once: the app is there, with its health, while it waits for the broker. */
  @Override
  public synchronized void start() {
    CountDownLatch asked = new CountDownLatch(1);
    Thread thread = new Thread(() -> bringUp(asked), "stream-start");
    thread.setDaemon(true);
    thread.start();
    bringingUp = thread;
    stopAsked = asked;
  }

  @Override
  public synchronized void stop() {
    Thread thread = bringingUp;
    if (thread == null) {
      return;
    }
    bringingUp = null;
    stopAsked.countDown();
    interrupt(thread);
    StreamsEngine running = engine;
    engine = null;
    if (running != null && !running.close(STOP_WITHIN, onStop)) {
      status.become(
          new StreamState.Dead(
              "The stream has not stopped within "
                  + STOP_WITHIN.toSeconds()
                  + " s; what it had not committed is done again at the next start."));
    }
    progress.close();
    status.become(new StreamState.Stopped());
  }

  @Override
  public synchronized boolean isRunning() {
    return bringingUp != null;
  }

  /** The threads of the stream; none while it does not run. */
  Set<ThreadMetadata> threads() {
    StreamsEngine running = engine;
    return running == null ? Set.of() : running.threads();
  }

  /** What each instance of the application does; none while this one does not run. */
  Collection<StreamsMetadata> instances() {
    StreamsEngine running = engine;
    return running == null ? List.of() : running.instances();
  }

  private void bringUp(CountDownLatch asked) {
    try {
      Optional<StreamState> wanting = preparation.look();
      while (wanting.isPresent()) {
        status.become(wanting.get());
        if (asked.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        wanting = preparation.look();
      }
      status.become(new StreamState.Starting());
      progress.start();
      engine = starter.start();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.debug("The stream could not be started", e);
      status.become(new StreamState.Dead(StartRefusal.sentence(e)));
    }
  }

  private static void interrupt(Thread thread) {
    thread.interrupt();
    try {
      thread.join(STOP_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
