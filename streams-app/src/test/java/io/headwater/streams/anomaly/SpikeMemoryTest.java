package io.headwater.streams.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What the memory answers, against a list of all that it was told. */
class SpikeMemoryTest {

  private static final long WITHIN = 60_000_000;
  private static final long SLOT = WITHIN / SpikeSeries.WITHIN;

  /** The resolution beyond which two values of a crowded slot may be one. */
  private static final long PART = SLOT / SpikeSlot.MOST;

  private record Value(long time, double value) {}

  @Property
  void shouldKnowTheLowestExactlyAtModerateRates(@ForAll("sparse") List<Value> values) {
    SpikeSeries series = new SpikeSeries("bar", WITHIN);
    List<Value> all = new ArrayList<>();
    long newest = Long.MIN_VALUE;
    for (Value value : values) {
      newest = Math.max(newest, value.time());
      if (value.time() > newest - 3 * WITHIN / 2) {
        assertThat(series.lowest(value.time() - WITHIN, value.time()))
            .isEqualTo(lowest(all, value.time() - WITHIN, value.time()));
      }
      series.add(value.time(), value.value());
      all.add(value);
    }
  }

  /** What was asked before is remembered, so that it must not be told again when it has changed. */
  @Property
  void shouldSeeWhatCameSinceItWasAskedTheSame(
      @ForAll("sparse") List<Value> before,
      @ForAll("sparse") List<Value> then,
      @ForAll @LongRange(min = -WITHIN, max = WITHIN) long from) {
    List<Value> told = new ArrayList<>(before);
    SpikeSeries series = seriesOf(told);
    for (Value value : then) {
      assertThat(series.lowest(from, from + WITHIN))
          .isEqualTo(seriesOf(told).lowest(from, from + WITHIN));
      series.add(value.time(), value.value());
      told.add(value);
    }
  }

  @Property
  void shouldMissAtMostWhatIsAtTheEdgesAtAnyRate(@ForAll("crowded") List<Value> values) {
    SpikeSeries series = new SpikeSeries("bar", WITHIN);
    List<Value> all = new ArrayList<>();
    for (Value value : values) {
      double found = series.lowest(value.time() - WITHIN, value.time());
      assertThat(found)
          .isGreaterThanOrEqualTo(lowest(all, value.time() - WITHIN, value.time()))
          .isLessThanOrEqualTo(
              lowest(all, value.time() - WITHIN + PART + 1, value.time() - PART - 1));
      series.add(value.time(), value.value());
      all.add(value);
    }
    assertThat(series.weight()).isLessThanOrEqualTo(SpikeSeries.SLOTS * (2 * SpikeSlot.MOST + 1));
  }

  @Property
  void shouldKnowTheSameAfterItWasSavedAndRestored(
      @ForAll("sparse") List<Value> before, @ForAll("crowded") List<Value> then) {
    SpikeMemory memory = new SpikeMemory();
    TreeMap<Integer, byte[]> kept = new TreeMap<>();
    SpikeMemory restored = new SpikeMemory();
    int told = 0;
    for (Value value : concat(before, then)) {
      memory.series(told % 3 == 0 ? "bar" : "psi", WITHIN).add(value.time(), value.value());
      told++;
      if (told % 7 == 0) {
        memory.save(kept::put);
        restored = new SpikeMemory();
        kept.forEach(restored::restore);
        requireSame(memory, restored, value.time());
        // only one of them is told more, so that it must have been saved
        memory = restored;
      }
    }
  }

  @Test
  void shouldWriteOnlyTheSlotThatChanged() {
    SpikeMemory memory = new SpikeMemory();
    for (int slot = 0; slot < 10; slot++) {
      memory.series("bar", WITHIN).add(slot * SLOT, 5);
    }
    List<Integer> first = new ArrayList<>();
    memory.save((number, part) -> first.add(number));
    memory.series("bar", WITHIN).add(3 * SLOT + 1, 5);
    List<Integer> second = new ArrayList<>();
    memory.save((number, part) -> second.add(number));

    assertThat(first).hasSize(10);
    assertThat(second).containsExactly(3);
  }

  @Test
  void shouldForgetWhenTheRuleLooksBackAnotherTime() {
    SpikeMemory memory = new SpikeMemory();
    memory.series("bar", WITHIN).add(0, 5);
    assertThat(memory.series("bar", 2 * WITHIN).lowest(-WITHIN, WITHIN))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void shouldLeaveWhatIsTrueNowAloneWhenOldHoursAreSent() {
    SpikeSeries series = new SpikeSeries("bar", WITHIN);
    for (long second = 7_200; second < 7_260; second++) {
      series.add(second * 1_000_000, 50);
    }
    for (long second = 0; second < 3_600; second++) {
      series.add(second * 1_000_000, 10);
    }
    assertThat(series.lowest(7_200_000_000L, 7_260_000_000L)).isEqualTo(50);
  }

  private static void requireSame(SpikeMemory memory, SpikeMemory restored, long time) {
    for (String unit : List.of("bar", "psi")) {
      for (long to = time - WITHIN; to <= time + WITHIN; to += SLOT / 3) {
        assertThat(restored.series(unit, WITHIN).lowest(to - WITHIN, to))
            .isEqualTo(memory.series(unit, WITHIN).lowest(to - WITHIN, to));
      }
    }
  }

  /** One that was never asked anything. */
  private static SpikeSeries seriesOf(List<Value> values) {
    SpikeSeries series = new SpikeSeries("bar", WITHIN);
    values.forEach(value -> series.add(value.time(), value.value()));
    return series;
  }

  private static List<Value> concat(List<Value> before, List<Value> then) {
    List<Value> all = new ArrayList<>(before);
    all.addAll(then);
    return all;
  }

  private static double lowest(List<Value> values, long from, long to) {
    return values.stream()
        .filter(value -> value.time() >= from && value.time() < to)
        .mapToDouble(Value::value)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Around 1970, so that times before it are among them; a slot never has more than it holds. */
  @Provide
  Arbitrary<List<Value>> sparse() {
    return values(-4 * WITHIN, 4 * WITHIN).list().ofMaxSize(SpikeSlot.MOST);
  }

  @Provide
  Arbitrary<List<Value>> crowded() {
    return values(-2 * SLOT, SLOT).list().ofMinSize(50).ofMaxSize(300);
  }

  private static Arbitrary<Value> values(long from, long to) {
    return Combinators.combine(
            Arbitraries.longs().between(from, to).withoutEdgeCases(),
            Arbitraries.doubles().between(-10, 10).ofScale(1))
        .as(Value::new);
  }
}
