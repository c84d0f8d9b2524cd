package io.headwater.streams.time;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.time.PartitionProgress.Confirmed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdlePartitionTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LAST_EVENT = START.plusSeconds(5);
  private static final Duration TIMEOUT = ofSeconds(30);

  private final IdlePartition partition = IdlePartition.withEvents(TIMEOUT, START);

  @Test
  void shouldMoveASecondEachSecondFromTheMomentOfIdleness() {
    partition.eventRead(99, LAST_EVENT);

    assertThat(advance(100, 100, 30)).as("not longer than the timeout").isEqualTo(ZERO);
    assertThat(advance(100, 100, 31)).as("the moment of idleness").isEqualTo(ZERO);
    assertThat(advance(100, 100, 32)).isEqualTo(ofSeconds(1));
    assertThat(advance(100, 100, 33)).isEqualTo(ofSeconds(1));
  }

  @Test
  void shouldNotMoveWithoutTheBrokersWord() {
    partition.eventRead(99, LAST_EVENT);

    assertThat(partition.advance(Optional.empty())).isEqualTo(ZERO);
  }

  @Test
  void shouldNotTakeAWordFromBeforeTheSilence() {
    partition.eventRead(99, LAST_EVENT);

    assertThat(advance(100, 100, 10)).isEqualTo(ZERO);
    assertThat(advance(100, 100, 10)).isEqualTo(ZERO);
  }

  @Test
  void shouldNotMoveWhileThereIsSomethingToRead() {
    partition.eventRead(99, LAST_EVENT);

    for (int second = 31; second < 600; second++) {
      assertThat(advance(101, 100, second)).isEqualTo(ZERO);
    }
  }

  @Test
  void shouldCountWhatIsCommittedAsRead() {
    // Given transaction markers behind the last event: no event ever has their offsets
    partition.eventRead(99, LAST_EVENT);

    advance(102, 102, 31);
    assertThat(advance(102, 102, 32)).isEqualTo(ofSeconds(1));
  }

  @Test
  void shouldCountWhatIsReadButNotYetCommitted() {
    partition.eventRead(99, LAST_EVENT);

    advance(100, -1, 31);
    assertThat(advance(100, -1, 32)).isEqualTo(ofSeconds(1));
  }

  @Test
  void shouldStartItsTimerWithTheTask() {
    // Given a task that has just started and read nothing
    assertThat(advance(100, 100, 25)).isEqualTo(ZERO);
    assertThat(advance(100, 100, 26)).as("the moment of idleness").isEqualTo(ZERO);
    assertThat(advance(100, 100, 27)).isEqualTo(ofSeconds(1));
  }

  @Test
  void shouldNotMoveOnTheSameWordTwice() {
    partition.eventRead(99, LAST_EVENT);
    advance(100, 100, 31);
    advance(100, 100, 32);

    assertThat(advance(100, 100, 32)).isEqualTo(ZERO);
    assertThat(advance(100, 100, 31)).as("an older word").isEqualTo(ZERO);
    assertThat(advance(100, 100, 33)).isEqualTo(ofSeconds(1));
  }

  @Test
  void shouldWaitForTheTimeoutAgainAfterAnOutage() {
    // Given a partition that was silent for a moment, and a broker that was away for longer
    partition.eventRead(99, LAST_EVENT);
    advance(100, 100, 1);

    // When it is back, and those who send are not yet
    advance(100, 100, 60);

    // Then nothing says that nobody wanted to send
    assertThat(partition.activity()).isEqualTo(Activity.ACTIVE);
    listen(61, 90);
    assertThat(partition.activity()).isEqualTo(Activity.ACTIVE);
    assertThat(advance(100, 100, 91)).as("the moment of idleness").isEqualTo(ZERO);
    assertThat(advance(100, 100, 92)).isEqualTo(ofSeconds(1));
  }

  @Test
  void shouldNotTakeAPartitionForIdleThatWasSoBeforeAnOutage() {
    partition.eventRead(99, LAST_EVENT);
    advance(100, 100, 31);
    advance(100, 100, 32);

    assertThat(advance(100, 100, 3_600)).isEqualTo(ZERO);
    assertThat(partition.activity()).isEqualTo(Activity.ACTIVE);
    listen(3_601, 3_630);
    assertThat(partition.activity()).isEqualTo(Activity.ACTIVE);
    listen(3_631, 3_631);
    assertThat(partition.activity()).isEqualTo(Activity.IDLE);
  }

  @Test
  void shouldVouchForNoMoreThanAFewSecondsByOneWord() {
    partition.eventRead(99, LAST_EVENT);
    advance(100, 100, 31);

    assertThat(advance(100, 100, 36)).isEqualTo(IdlePartition.LONGEST_VOUCHED);
    assertThat(advance(100, 100, 42)).as("too long ago").isEqualTo(ZERO);
  }

  @Test
  void shouldBeAwakeAgainWithTheNextEvent() {
    partition.eventRead(99, LAST_EVENT);
    listen(31, 40);

    partition.eventRead(100, LAST_EVENT.plusSeconds(41));

    for (int second = 42; second <= 71; second++) {
      assertThat(advance(101, 101, second)).isEqualTo(ZERO);
    }
    assertThat(advance(101, 101, 72)).as("the moment of idleness").isEqualTo(ZERO);
    assertThat(advance(101, 101, 73)).isEqualTo(ofSeconds(1));
  }

  @Test
  void shouldPauseWhileSomethingUnreadIsThereAndMakeUpForItWhenThatWasRejected() {
    partition.eventRead(99, LAST_EVENT);
    advance(100, 100, 31);

    assertThat(advance(101, 100, 32)).isEqualTo(ZERO);
    assertThat(advance(101, 101, 33)).isEqualTo(ofSeconds(2));
    assertThat(advance(101, 101, 34)).isEqualTo(ofSeconds(1));
  }

  @Test
  void shouldNotMakeUpForAPauseAtTheEndOfWhichThereWasAnEvent() {
    partition.eventRead(99, LAST_EVENT);
    advance(100, 100, 31);
    advance(101, 100, 32);

    partition.eventRead(100, LAST_EVENT.plusSeconds(32));
    assertThat(advance(101, 101, 33)).isEqualTo(ZERO);
    assertThat(partition.activity()).isEqualTo(Activity.ACTIVE);
  }

  @Test
  void shouldBeIdleWhereAllThatEverComesIsRejected() {
    partition.eventRead(99, LAST_EVENT);

    // When there are ten more each second, the last of which are never committed yet
    Duration moved = ZERO;
    for (int second = 1; second <= 92; second++) {
      moved = moved.plus(advance(100 + 10L * second, 95 + 10L * second, second));
    }

    // Then time goes on, a second behind the broker's word
    assertThat(partition.activity()).isEqualTo(Activity.IDLE);
    assertThat(moved).isEqualTo(ofSeconds(60));
  }

  @Test
  void shouldNotBeIdleWhenWhatComesIsNotRead() {
    partition.eventRead(99, LAST_EVENT);

    for (int second = 1; second <= 600; second++) {
      assertThat(advance(100 + 10L * second, 100, second)).isEqualTo(ZERO);
      assertThat(partition.activity()).isEqualTo(Activity.ACTIVE);
    }
  }

  @Test
  void shouldNotTakeAnAnswerFromBeforeAnOutageForOneOfNow() {
    partition.eventRead(99, LAST_EVENT);
    advance(110, 100, 31);

    assertThat(advance(120, 110, 3_600)).isEqualTo(ZERO);
    assertThat(partition.activity()).isEqualTo(Activity.ACTIVE);
  }

  @Test
  void shouldTellOfIdlenessWhenItBegins() {
    partition.eventRead(99, LAST_EVENT);
    assertThat(partition.activity()).isEqualTo(Activity.ACTIVE);

    advance(100, 100, 30);
    assertThat(partition.activity()).isEqualTo(Activity.ACTIVE);
    advance(100, 100, 31);
    assertThat(partition.activity()).isEqualTo(Activity.IDLE);
  }

  @Test
  void shouldBeActiveWhenThereIsSomethingToReadAgain() {
    partition.eventRead(99, LAST_EVENT);
    advance(100, 100, 31);

    advance(101, 100, 32);
    assertThat(partition.activity()).isEqualTo(Activity.ACTIVE);
  }

  @Test
  void shouldStayIdleWhileTheBrokerIsSilent() {
    partition.eventRead(99, LAST_EVENT);
    advance(100, 100, 31);

    partition.advance(Optional.empty());
    assertThat(partition.activity()).isEqualTo(Activity.IDLE);
  }

  @Test
  void shouldBeIdleAtOnceWhenItNeverHadAnEvent() {
    IdlePartition untouched = IdlePartition.withoutEvents(TIMEOUT, START);
    assertThat(untouched.activity()).isNull();

    untouched.advance(word(0, -1, START));
    assertThat(untouched.activity()).as("a word from before the task").isNull();

    untouched.advance(word(0, -1, START.plusSeconds(1)));
    assertThat(untouched.activity()).isEqualTo(Activity.IDLE);
  }

  @Test
  void shouldNotBeIdleBeforeItsFirstEventWhenThatIsThereToRead() {
    IdlePartition unread = IdlePartition.withoutEvents(TIMEOUT, START);

    unread.advance(word(1, -1, START.plusSeconds(60)));
    assertThat(unread.activity()).isEqualTo(Activity.ACTIVE);
  }

  @Test
  void shouldBeIdleWhenAllItEverHadWasRejected() {
    IdlePartition rejected = IdlePartition.withoutEvents(TIMEOUT, START);

    rejected.advance(word(7, 7, START.plusSeconds(1)));
    assertThat(rejected.activity()).isEqualTo(Activity.IDLE);
  }

  @Test
  void shouldWaitForTheTimeoutAfterItsFirstEvent() {
    IdlePartition woken = IdlePartition.withoutEvents(TIMEOUT, START);
    woken.advance(word(0, -1, START.plusSeconds(1)));

    woken.eventRead(0, START.plusSeconds(2));
    for (int second = 3; second <= 32; second++) {
      woken.advance(word(1, 1, START.plusSeconds(second)));
    }
    assertThat(woken.activity()).isEqualTo(Activity.ACTIVE);
    woken.advance(word(1, 1, START.plusSeconds(33)));
    assertThat(woken.activity()).isEqualTo(Activity.IDLE);
  }

  /** The broker's word each second that there is nothing to read. */
  private void listen(int from, int to) {
    for (int second = from; second <= to; second++) {
      advance(100, 100, second);
    }
  }

  /** The broker's word, so many seconds after the last event. */
  private Duration advance(long endOffset, long committedOffset, long secondsAfter) {
    return partition.advance(
        word(endOffset, committedOffset, LAST_EVENT.plusSeconds(secondsAfter)));
  }

  private static Optional<Confirmed> word(long endOffset, long committedOffset, Instant at) {
    return Optional.of(new Confirmed(endOffset, committedOffset, at));
  }
}
