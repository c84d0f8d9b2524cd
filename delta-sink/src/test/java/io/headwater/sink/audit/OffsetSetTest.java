package io.headwater.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OffsetSetTest {

  @Test
  void shouldSayWhetherAnOffsetIsNew() {
    OffsetSet set = new OffsetSet();
    assertThat(set.add(70_000)).isTrue();
    assertThat(set.add(1)).isTrue();
    assertThat(set.add(70_000)).isFalse();
    assertThat(set.size()).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatIsNoOffset() {
    assertThatThrownBy(() -> new OffsetSet().add(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNameTheFirstFewAndCountTheRest() {
    OffsetSet set = new OffsetSet();
    for (long offset = 10; offset < 1_000_010; offset++) {
      set.add(offset);
    }
    assertThat(set.minus(new OffsetSet(), 0, Long.MAX_VALUE).text())
        .isEqualTo("1000000 offsets (10, 11, 12, 13, 14, …)");
    assertThat(set.minus(new OffsetSet(), 12, 13).text()).isEqualTo("1 offset (12)");
  }

  @Property
  void shouldSubtractAsAPlainSetDoes(
      @ForAll("offsets") List<Long> mine,
      @ForAll("offsets") List<Long> others,
      @ForAll("edges") long from,
      @ForAll("edges") long to) {
    // Given two sets, and the same as plain sets
    OffsetSet set = new OffsetSet();
    mine.forEach(set::add);
    OffsetSet other = new OffsetSet();
    others.forEach(other::add);
    Set<Long> expected = new TreeSet<>(mine);
    expected.removeAll(new TreeSet<>(others));
    expected.removeIf(offset -> offset < from || offset >= to);

    // Then both find the same
    assertThat(set.size()).isEqualTo(new TreeSet<>(mine).size());
    assertThat(set.minus(other, from, to).count()).isEqualTo(expected.size());
    assertThat(set.count(from, to))
        .isEqualTo(mine.stream().distinct().filter(o -> o >= from && o < to).count());
  }

  @Provide
  Arbitrary<List<Long>> offsets() {
    return edges().filter(offset -> offset < Long.MAX_VALUE).list().ofMaxSize(50);
  }

  @Provide
  Arbitrary<Long> edges() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 200),
        Arbitraries.longs().between(65_500, 65_600),
        Arbitraries.of(9_000_000_000L, 9_000_000_001L, Long.MAX_VALUE));
  }
}
