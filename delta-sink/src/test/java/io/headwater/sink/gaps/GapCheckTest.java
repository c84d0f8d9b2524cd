package io.headwater.sink.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.gaps.GapCheck.Extent;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class GapCheckTest {

  private static final TopicPartition P0 = new TopicPartition("events", 0);
  private static final OptionalLong NONE = OptionalLong.empty();
  private static final OptionalLong ONE = OptionalLong.of(1);
  private static final OptionalLong TWO = OptionalLong.of(2);

  @Test
  void shouldFindNothingWhileTheTopicHasWhatComesNext() {
    assertThat(gap(10, ONE, new Extent(ONE, 0, 10, NONE))).isEmpty();
    assertThat(gap(10, ONE, new Extent(ONE, 10, 30, NONE))).isEmpty();
    assertThat(gap(10, NONE, new Extent(ONE, 0, 10, NONE))).isEmpty();
    assertThat(gap(10, ONE, new Extent(NONE, 0, 10, NONE))).isEmpty();
  }

  @Test
  void shouldCountWhatRetentionTook() {
    Gap gap = gap(10, ONE, new Extent(ONE, 25, 30, NONE)).orElseThrow();

    assertThat(gap.kind()).isEqualTo(GapKind.RETENTION);
    assertThat(gap.next()).isEqualTo(25);
    assertThat(gap.lost()).hasValue(15);
  }

  @Test
  void shouldSeeAnotherTopicBeforeAnythingElse() {
    for (Extent other :
        new Extent[] {
          new Extent(TWO, 0, 100, NONE), new Extent(TWO, 20, 30, NONE), new Extent(TWO, 0, 5, NONE)
        }) {
      Gap gap = gap(10, ONE, other).orElseThrow();

      assertThat(gap.kind()).isEqualTo(GapKind.RECREATED);
      assertThat(gap.next()).isEqualTo(other.beginning());
      assertThat(gap.lost()).isEmpty();
    }
  }

  @Test
  void shouldBeginAnewWhereTheTopicEndsTooSoonAndNobodyKnowsWhy() {
    Gap gap = gap(10, NONE, new Extent(NONE, 3, 9, NONE)).orElseThrow();

    assertThat(gap.kind()).isEqualTo(GapKind.BEYOND_END);
    assertThat(gap.next()).isEqualTo(3);
  }

  @Test
  void shouldGoOnWhereTheBrokerSaysItsRecordsBeginToDiffer() {
    assertThat(gap(10, ONE, new Extent(ONE, 0, 50, OptionalLong.of(7))).orElseThrow().next())
        .isEqualTo(7);
    assertThat(gap(10, ONE, new Extent(ONE, 8, 50, OptionalLong.of(7))).orElseThrow().next())
        .isEqualTo(8);
    assertThat(gap(10, ONE, new Extent(ONE, 0, 50, OptionalLong.of(10)))).isEmpty();
  }

  @Test
  void shouldMakeANumberOfATopicIdThatATableCanRemember() {
    Uuid id = Uuid.fromString("vB5mT0sIQvqI1n0gTzMxBg");

    assertThat(TopicNumber.of(Uuid.ZERO_UUID)).isEmpty();
    assertThat(TopicNumber.of(id).orElseThrow()).isNotNegative();
    assertThat(TopicNumber.of(id)).isNotEqualTo(TopicNumber.of(Uuid.randomUuid()));
  }

  private static Optional<Gap> gap(long wanted, OptionalLong known, Extent now) {
    return GapCheck.of("events", P0, wanted, new Incarnation(known, 0), now);
  }
}
