package io.headwater.streams.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.SensorReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReferencesTest {

  private static final SensorReference OLD = site("old");
  private static final SensorReference NEW = site("new");

  private final References references = new References();
  private final AtomicReference<SensorReference> store = new AtomicReference<>(OLD);

  @Test
  void shouldLoadOnceAndAgainWhenForgotten() {
    assertThat(lookUp()).isEqualTo(OLD);
    store.set(NEW);
    assertThat(lookUp()).isEqualTo(OLD);
    references.forget("t-1");
    assertThat(lookUp()).isEqualTo(NEW);
  }

  @Test
  void shouldNotKeepWhatWasReadBeforeAnUpdateThatCameDuringTheLoad() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    // Given a lookup that has read the old value, but not finished
    CompletableFuture<SensorReference> lookup =
        CompletableFuture.supplyAsync(
            () ->
                references.get(
                    "t-1",
                    id -> {
                      SensorReference value = store.get();
                      read.countDown();
                      await(goOn);
                      return value;
                    }));
    await(read);
    // When the new value is stored and the sensor forgotten meanwhile
    store.set(NEW);
    CompletableFuture<Void> update = CompletableFuture.runAsync(() -> references.forget("t-1"));
    goOn.countDown();
    assertThat(lookup.get(20, TimeUnit.SECONDS)).isEqualTo(OLD);
    update.get(20, TimeUnit.SECONDS);
    // Then the next lookup sees it
    assertThat(lookUp()).isEqualTo(NEW);
  }

  private SensorReference lookUp() {
    return references.get("t-1", id -> store.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SensorReference site(String name) {
    return new SensorReference(name, null, null, null, null, null, null);
  }
}
