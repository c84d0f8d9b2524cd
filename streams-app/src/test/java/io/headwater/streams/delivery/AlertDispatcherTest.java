package io.headwater.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AlertDispatcherTest {

  private final AtomicInteger sessions = new AtomicInteger();

  @Test
  void shouldBeginAnotherSessionWhenOneHasFailed() throws InterruptedException {
    AlertDispatcher dispatcher =
        new AlertDispatcher(
            "ops",
            stopped -> {
              if (sessions.incrementAndGet() == 1) {
                throw new IllegalStateException("the broker is away");
              }
              stopped.await();
            });
    Thread thread = start(dispatcher);

    await().until(() -> sessions.get() == 2);
    dispatcher.stop();
    thread.join(5_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(sessions).hasValue(2);
  }

  @Test
  void shouldGoOnAfterAnErrorToo() throws InterruptedException {
    AlertDispatcher dispatcher =
        new AlertDispatcher(
            "ops",
            stopped -> {
              if (sessions.incrementAndGet() == 1) {
                throw new OutOfMemoryError("a moment of great need");
              }
              stopped.await();
            });
    Thread thread = start(dispatcher);

    await().until(() -> sessions.get() == 2);
    dispatcher.stop();
    thread.join(5_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void shouldNotBeginAnotherSessionWhenItIsStoppedMeanwhile() throws InterruptedException {
    AlertDispatcher dispatcher =
        new AlertDispatcher(
            "ops",
            stopped -> {
              sessions.incrementAndGet();
              throw new IllegalStateException("the broker is away");
            });
    Thread thread = start(dispatcher);
    await().until(() -> sessions.get() > 0);

    dispatcher.stop();

    thread.join(5_000);
    assertThat(thread.isAlive()).isFalse();
  }

  private static Thread start(AlertDispatcher dispatcher) {
    Thread thread = new Thread(dispatcher, "delivery-ops");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
