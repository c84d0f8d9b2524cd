package io.headwater.sink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FlushPolicyTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final FlushPolicy POLICY = new FlushPolicy(Duration.ofSeconds(10), 500, 4_096);

  @Test
  void shouldNeverBeDueWithNothingBuffered() {
    assertThat(POLICY.isDue(Buffered.NOTHING, NOON.plusSeconds(1_000_000))).isFalse();
  }

  @Test
  void shouldBeDueWhenTheClockWasSetBack() {
    assertThat(POLICY.isDue(buffered(1, 1), NOON.minusSeconds(1))).isTrue();
  }

  @Property
  void shouldBeDueAsSoonAsOneLimitIsReachedAndNotBefore(
      @ForAll @LongRange(min = 1, max = 1_000) long rows,
      @ForAll @LongRange(min = 1, max = 10_000) long bytes,
      @ForAll @LongRange(min = 0, max = 20_000) long millis) {
    assertThat(POLICY.isDue(buffered(rows, bytes), NOON.plusMillis(millis)))
        .isEqualTo(rows >= 500 || bytes >= 4_096 || millis >= 10_000);
  }

  private static Buffered buffered(long rows, long bytes) {
    return new Buffered(rows, bytes, Optional.of(NOON), Optional.empty());
  }
}
