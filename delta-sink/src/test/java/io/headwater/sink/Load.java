package io.headwater.sink;

import io.headwater.sink.worker.StopSignal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Lets a plant work without a pause: a transaction follows another, one in ten is aborted. A broker
 * that is away holds it up, and nothing else may.
 */
final class Load implements AutoCloseable {

  private static final Duration BREAK = Duration.ofMillis(40);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int RECORDS = 8;
  private static final int ABORTED = 10;

  private final Plant plant;
  private final StopSignal stop = new StopSignal();
  private final Thread thread = new Thread(this::run, "load");
  private final AtomicLong transactions = new AtomicLong();
  private volatile @Nullable Throwable failure;

  /** Begins at once; until {@link #end} the plant is the load's alone. */
  Load(Plant plant) {
    this.plant = plant;
    thread.setDaemon(true);
    thread.start();
  }

  /** How many transactions there were: a clock that stands still while the broker is away. */
  long transactions() {
    requireHealth();
    return transactions.get();
  }

  /** Lets the last transaction finish; then the plant knows what it has committed. */
  void end() throws InterruptedException {
    stop.request();
    thread.join(PATIENCE.toMillis());
    if (thread.isAlive()) {
      throw new IllegalStateException("The last transaction does not end");
    }
    requireHealth();
  }

  @Override
  public void close() {
    stop.request();
    thread.interrupt();
  }

  private void run() {
    try {
      while (!stop.isRequested()) {
        transact();
        stop.pause(BREAK);
      }
    } catch (ExecutionException | KafkaException e) {
      failure = e;
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void transact() throws ExecutionException, InterruptedException {
    if (transactions.incrementAndGet() % ABORTED == 0) {
      plant.abortedEvents(RECORDS);
    } else {
      plant.ofEverything(RECORDS);
    }
  }

  private void requireHealth() {
    if (failure != null) {
      throw new IllegalStateException("The load cannot go on", failure);
    }
  }
}
