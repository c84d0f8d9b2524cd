package io.headwater.quickstart.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;
  private static final long START = -17 * SECOND;

  private long now = START;

  @Property
  void shouldSendNothingBeforeItIsDueAndNothingMuchLater(
      @ForAll @IntRange(min = 1, max = 100_000) int rate,
      @ForAll @LongRange(min = 0, max = 2 * MILLI) long oversleeping) {
    now = START;
    Pace pace = new Pace(now);

    for (long i = 0; i < 500; i++) {
      long due = i * SECOND / rate;
      awaitDue(pace, due, oversleeping);

      assertThat(now - START).isBetween(due, due + Pace.SHORTEST_WAIT + oversleeping);
    }
  }

  @Test
  void shouldCatchUpAtTwiceThePaceAfterAPause() {
    // Given a thousand records a second, on time for five seconds
    Pace pace = new Pace(now);
    long sent = sendUntil(pace, 0, START + 5 * SECOND);
    assertThat(sent).isCloseTo(5_000, within(2L));

    // When nothing happens for ten seconds
    now += 10 * SECOND;

    // Then the next second sends two thousand, not twelve
    long inOneSecond = sendUntil(pace, sent, now + SECOND) - sent;
    assertThat(inOneSecond).isCloseTo(2_200, within(50L));

    // And after ten more it is on time again, to the record
    long total = sendUntil(pace, sent + inOneSecond, now + 12 * SECOND);
    assertThat(total).isCloseTo((now - START) / MILLI, within(2L));
  }

  @Test
  void shouldNotHoldBackWhatIsDueAtOnce() {
    Pace pace = new Pace(now);

    assertThat(pace.nanosUntil(0, now)).isZero();
    assertThat(pace.nanosUntil(0, now)).isZero();
  }

  @Test
  void shouldWaitInStepsThatNoticeAStop() {
    Pace pace = new Pace(now);

    assertThat(pace.nanosUntil(3_600 * SECOND, now)).isEqualTo(Pace.LONGEST_WAIT);
  }

  /** Sends a record each millisecond of the schedule, until that time. */
  private long sendUntil(Pace pace, long from, long end) {
    long next = from;
    while (true) {
      long due = next * MILLI;
      long wait = pace.nanosUntil(due, now);
      if (wait == 0) {
        next++;
      } else if (now + wait > end) {
        now = end;
        return next;
      } else {
        now += wait;
      }
    }
  }

  private void awaitDue(Pace pace, long due, long oversleeping) {
    long wait = pace.nanosUntil(due, now);
    while (wait > 0) {
      now += wait + oversleeping;
      wait = pace.nanosUntil(due, now);
    }
  }
}
