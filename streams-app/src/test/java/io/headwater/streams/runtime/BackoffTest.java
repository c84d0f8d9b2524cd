package io.headwater.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(10), now::get);

  @Test
  void shouldWaitTwiceAsLongEachTimeUpToTheBound() {
    assertThat(Stream.generate(backoff::next).limit(5).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 5L, 5L);
  }

  @Test
  void shouldBeginAgainWhenAllWasQuietForLong() {
    Stream.generate(backoff::next).limit(4).forEach(pause -> now.set(now.get().plus(pause)));
    now.set(now.get().plus(Duration.ofMinutes(9)));
    assertThat(backoff.next()).hasSeconds(5);

    now.set(now.get().plus(Duration.ofMinutes(11)));
    assertThat(backoff.next()).hasSeconds(1);
  }
}
