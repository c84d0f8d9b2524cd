package io.headwater.streams.time;

import static io.headwater.streams.time.Activity.ACTIVE;
import static io.headwater.streams.time.Activity.IDLE;
import static io.headwater.streams.time.Timed.NO_WATERMARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.time.PartitionProgress.Confirmed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class StageWatermarkTest {

  private static final OptionalInt UNKNOWN = OptionalInt.empty();
  private static final OptionalInt TWO = OptionalInt.of(2);
  private static final OptionalInt THREE = OptionalInt.of(3);

  private record Heard(int partition, UpstreamMark mark) {}

  @Example
  void shouldFollowTheSlowestPartition() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, ACTIVE));
    stage.heard(1, at(100, ACTIVE));
    assertThat(stage.current(TWO)).isEqualTo(100);

    stage.heard(1, at(700, ACTIVE));
    assertThat(stage.current(TWO)).isEqualTo(500);
  }

  @Example
  void shouldWaitForAPartitionThatWasNotHeard() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, ACTIVE));
    stage.heard(2, at(500, IDLE));

    assertThat(stage.current(THREE)).isEqualTo(NO_WATERMARK);
  }

  @Example
  void shouldStayWhileNobodyKnowsHowManyPartitionsThereAre() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, ACTIVE));
    assertThat(stage.current(UNKNOWN)).isEqualTo(NO_WATERMARK);
    assertThat(stage.current(OptionalInt.of(1))).isEqualTo(500);

    stage.heard(0, at(600, ACTIVE));
    assertThat(stage.current(UNKNOWN)).isEqualTo(500);
  }

  @Example
  void shouldWaitForAnActivePartitionThatHasNoWatermarkYet() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, ACTIVE));
    stage.heard(1, at(NO_WATERMARK, ACTIVE));

    assertThat(stage.current(TWO)).isEqualTo(NO_WATERMARK);
  }

  @Example
  void shouldNotWaitForAnIdlePartition() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, ACTIVE));
    stage.heard(1, at(100, IDLE));
    assertThat(stage.current(TWO)).isEqualTo(500);

    stage.heard(0, at(800, ACTIVE));
    assertThat(stage.current(TWO)).isEqualTo(800);
  }

  @Example
  void shouldNotFollowAnIdlePartitionThatIsAheadWhileAnotherIsActive() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, ACTIVE));
    stage.heard(1, at(900, IDLE));

    assertThat(stage.current(TWO)).isEqualTo(500);
  }

  @Example
  void shouldGoOnWithTheFarthestWhenAllAreIdle() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, IDLE));
    stage.heard(1, at(900, IDLE));

    assertThat(stage.current(TWO)).isEqualTo(900);
  }

  @Example
  void shouldHaveNoWatermarkWhenAllAreIdleAndNoneEverHadAnEvent() {
    StageWatermark stage = stage();
    stage.heard(0, at(NO_WATERMARK, IDLE));
    stage.heard(1, at(NO_WATERMARK, IDLE));

    assertThat(stage.current(TWO)).isEqualTo(NO_WATERMARK);
  }

  @Example
  void shouldBeIdleOnlyWhenThatIsKnownOfAllPartitions() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, IDLE));
    assertThat(stage.activity(TWO)).as("one was not heard").isEqualTo(ACTIVE);

    stage.heard(1, at(NO_WATERMARK, IDLE));
    assertThat(stage.activity(TWO)).isEqualTo(IDLE);
    assertThat(stage.activity(UNKNOWN)).isEqualTo(ACTIVE);

    stage.heard(0, at(600, ACTIVE));
    assertThat(stage.activity(TWO)).isEqualTo(ACTIVE);
  }

  @Example
  void shouldNotGoBackToAPartitionThatWakes() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, ACTIVE));
    stage.heard(1, at(100, IDLE));
    assertThat(stage.current(TWO)).isEqualTo(500);

    stage.heard(1, at(200, ACTIVE));
    stage.heard(0, at(800, ACTIVE));
    assertThat(stage.current(TWO)).as("held where it is").isEqualTo(500);

    stage.heard(1, at(600, ACTIVE));
    assertThat(stage.current(TWO)).isEqualTo(600);
  }

  @Example
  void shouldNotBelieveThatAPartitionWentBack() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, ACTIVE));
    stage.heard(0, at(300, ACTIVE));

    assertThat(stage.marks()).containsEntry(0, at(500, ACTIVE));
  }

  @Example
  void shouldWaitForAPartitionThatWasAdded() {
    StageWatermark stage = stage();
    stage.heard(0, at(500, ACTIVE));
    stage.heard(1, at(500, ACTIVE));
    assertThat(stage.current(TWO)).isEqualTo(500);

    stage.heard(0, at(600, ACTIVE));
    stage.heard(1, at(600, ACTIVE));
    assertThat(stage.current(THREE)).isEqualTo(500);

    stage.heard(2, at(NO_WATERMARK, IDLE));
    assertThat(stage.current(THREE)).isEqualTo(600);
  }

  @Example
  void shouldGoOnFromWhatWasSaved() {
    StageWatermark restored =
        new StageWatermark(Map.of(0, at(500, ACTIVE), 1, at(400, ACTIVE)), 450);
    assertThat(restored.current(TWO)).isEqualTo(450);

    restored.heard(1, at(700, ACTIVE));
    assertThat(restored.current(TWO)).isEqualTo(500);
  }

  @Example
  void shouldWaitAfterARestartForAPartitionThatWasIdleUntilItIsHeard() {
    StageWatermark restored = new StageWatermark(Map.of(0, at(500, IDLE), 1, at(400, IDLE)), 500);
    // What the one had while nobody read
    restored.heard(0, at(900, ACTIVE));
    assertThat(restored.current(TWO)).as("the other may have had as much").isEqualTo(500);
    assertThat(restored.isInDoubt()).isTrue();

    restored.heard(1, at(600, ACTIVE));
    assertThat(restored.isInDoubt()).isFalse();
    assertThat(restored.current(TWO)).isEqualTo(600);
  }

  @Example
  void shouldBelieveTheBrokerThatAPartitionWhichWasIdleStillIs() {
    Instant began = Instant.parse("2026-03-01T12:00:00Z");
    FakeBroker broker = new FakeBroker(2);
    StageWatermark restored = new StageWatermark(Map.of(0, at(500, IDLE), 1, at(400, IDLE)), 500);
    restored.heard(0, at(900, ACTIVE));

    broker.confirmed = new Confirmed(7, 7, began.minusSeconds(1));
    restored.settleDoubts(broker, began);
    assertThat(restored.current(TWO)).as("said before").isEqualTo(500);
    broker.confirmed = new Confirmed(8, 7, began.plusSeconds(1));
    restored.settleDoubts(broker, began);
    assertThat(restored.current(TWO)).as("there is more").isEqualTo(500);

    broker.confirmed = new Confirmed(7, 7, began.plusSeconds(2));
    restored.settleDoubts(broker, began);
    assertThat(restored.current(TWO)).isEqualTo(900);
  }

  @Property
  void shouldKeepItsPromises(
      @ForAll("partitions") int partitions, @ForAll("words") List<Heard> words) {
    StageWatermark stage = stage();
    OptionalInt known = OptionalInt.of(partitions);
    Map<Integer, UpstreamMark> last = new HashMap<>();
    long before = NO_WATERMARK;
    for (Heard word : words) {
      Heard heard = new Heard(word.partition() % partitions, word.mark());
      stage.heard(heard.partition(), heard.mark());
      last.merge(
          heard.partition(),
          heard.mark(),
          (was, is) -> at(Math.max(was.watermark(), is.watermark()), is.activity()));

      long current = stage.current(known);

      assertThat(current).as("never back").isGreaterThanOrEqualTo(before);
      if (last.size() < partitions) {
        assertThat(current).as("not all heard").isEqualTo(NO_WATERMARK);
      }
      if (current > before) {
        assertThat(last.values())
            .as("moves only as far as each active partition is")
            .filteredOn(mark -> mark.activity() == ACTIVE)
            .allMatch(mark -> mark.watermark() >= current);
        assertThat(last.values()).extracting(UpstreamMark::watermark).contains(current);
      }
      if (last.size() == partitions) {
        assertThat(current).as("as far as it may").isEqualTo(Math.max(before, naive(last)));
      }
      before = current;
    }
  }

  @Property
  void shouldSayTheSameAfterARestartAtAnyPointIfNothingCameMeanwhile(
      @ForAll("words") List<Heard> words) {
    FakeBroker broker = new FakeBroker(3);
    broker.confirmed = new Confirmed(7, 7, Instant.EPOCH);
    StageWatermark stage = stage();
    OptionalInt known = OptionalInt.of(3);
    StageWatermark restarted = new StageWatermark(Map.of(), NO_WATERMARK);
    for (Heard word : words) {
      stage.heard(word.partition() % 3, word.mark());
      restarted.heard(word.partition() % 3, word.mark());

      assertThat(restarted.current(known)).isEqualTo(stage.current(known));
      restarted = new StageWatermark(restarted.marks(), restarted.current(known));
      restarted.settleDoubts(broker, Instant.EPOCH);
    }
  }

  @Provide
  Arbitrary<Integer> partitions() {
    return Arbitraries.integers().between(1, 4);
  }

  @Provide
  Arbitrary<List<Heard>> words() {
    Arbitrary<Long> watermarks =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(NO_WATERMARK)),
            Tuple.of(9, Arbitraries.longs().between(-5, 20)));
    Arbitrary<UpstreamMark> marks =
        Combinators.combine(watermarks, Arbitraries.of(Activity.values())).as(UpstreamMark::new);
    return Combinators.combine(Arbitraries.integers().between(0, 11), marks)
        .as(Heard::new)
        .list()
        .ofMaxSize(40);
  }

  private static long naive(Map<Integer, UpstreamMark> marks) {
    LongStream active =
        marks.values().stream()
            .filter(mark -> mark.activity() == ACTIVE)
            .mapToLong(UpstreamMark::watermark);
    LongStream all = marks.values().stream().mapToLong(UpstreamMark::watermark);
    return active.min().orElseGet(() -> all.max().orElseThrow());
  }

  private static StageWatermark stage() {
    return new StageWatermark(Map.of(), NO_WATERMARK);
  }

  private static UpstreamMark at(long watermark, Activity activity) {
    return new UpstreamMark(watermark, activity);
  }
}
