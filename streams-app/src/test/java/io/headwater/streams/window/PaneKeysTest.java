package io.headwater.streams.window;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class PaneKeysTest {

  @Property
  void shouldGiveBackWhatItWasMadeOf(@ForAll long start, @ForAll("series") Series series) {
    Bytes key = PaneKeys.of(start, series);

    assertThat(PaneKeys.start(key)).isEqualTo(start);
    assertThat(PaneKeys.series(key)).isEqualTo(series);
  }

  @Property
  void shouldOrderAsTimesDo(
      @ForAll long one,
      @ForAll long other,
      @ForAll("series") Series ones,
      @ForAll("series") Series others) {
    int order = PaneKeys.of(one, ones).compareTo(PaneKeys.of(other, others));

    if (one != other) {
      assertThat(Integer.signum(order)).isEqualTo(Long.compare(one, other));
    }
    assertThat(PaneKeys.from(one)).isLessThan(PaneKeys.of(one, ones));
    if (one < other) {
      assertThat(PaneKeys.of(one, ones)).isLessThan(PaneKeys.from(other));
    }
  }

  @Property
  void shouldNeverGiveTwoSeriesOneKey(
      @ForAll("series") Series one, @ForAll("series") Series other) {
    assertThat(PaneKeys.of(0, one).equals(PaneKeys.of(0, other))).isEqualTo(one.equals(other));
  }

  @Test
  void shouldTellNoUnitFromAnEmptyOneAndOneSplitFromAnother() {
    Bytes none = PaneKeys.of(0, new Series("s", "l", "d", null));
    Bytes empty = PaneKeys.of(0, new Series("s", "l", "d", ""));
    Bytes split = PaneKeys.of(0, new Series("sl", "", "d", ""));

    assertThat(none).isNotEqualTo(empty);
    assertThat(empty).isNotEqualTo(split);
  }

  @Provide
  Arbitrary<Series> series() {
    // few letters and short, so that texts often run into each other
    Arbitrary<String> texts = Arbitraries.strings().withChars('a', '\0', 'é').ofMaxLength(3);
    return Combinators.combine(texts, texts, texts, texts.injectNull(0.3)).as(Series::new);
  }
}
