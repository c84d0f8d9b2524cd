package io.headwater.streams.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TimedFormatTest {

  @Property
  void shouldGiveBackWhatWasWritten(@ForAll("messages") SpreadMessage message) {
    byte[] bytes = TimedFormat.encode(message);

    assertThat(TimedFormat.decode(bytes)).isEqualTo(message);
    assertThat(TimedFormat.isMark(bytes)).isEqualTo(message instanceof SpreadMessage.Mark);
  }

  @Property
  void shouldGiveBackAStageAsItWasSaved(
      @ForAll("saved") Map<Integer, UpstreamMark> marks, @ForAll long highest) {
    StageWatermark stage = StageWatermarkFormat.decode(StageWatermarkFormat.encode(marks, highest));

    assertThat(stage.marks()).isEqualTo(marks);
    assertThat(stage.current(OptionalInt.empty())).isEqualTo(highest);
  }

  @Example
  void shouldKeepItsLayout() {
    UpstreamMark idle = new UpstreamMark(0x0102030405060708L, Activity.IDLE);

    assertThat(TimedFormat.encode(new SpreadMessage.Mark(9, idle)))
        .containsExactly(1, 2, 0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 1);
    assertThat(StageWatermarkFormat.encode(Map.of(9, idle), 7))
        .containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 1);
  }

  @Example
  void shouldRefuseWhatANewerVersionWrote() {
    byte[] message =
        TimedFormat.encode(new SpreadMessage.Mark(0, new UpstreamMark(1, Activity.ACTIVE)));
    message[0] = 2;
    assertThatIllegalStateException()
        .isThrownBy(() -> TimedFormat.decode(message))
        .withMessageContaining("events by sensor have format 2");

    byte[] stage = StageWatermarkFormat.encode(Map.of(), 0);
    stage[0] = 2;
    assertThatIllegalStateException()
        .isThrownBy(() -> StageWatermarkFormat.decode(stage))
        .withMessageContaining("upstream watermarks have format 2");
  }

  @Provide
  Arbitrary<SpreadMessage> messages() {
    Arbitrary<Integer> partitions = Arbitraries.integers().greaterOrEqual(0);
    Arbitrary<SpreadMessage> ofEvents =
        Combinators.combine(partitions, Arbitraries.longs(), events()).as(SpreadMessage.Event::new);
    Arbitrary<SpreadMessage> ofMarks =
        Combinators.combine(partitions, marks()).as(SpreadMessage.Mark::new);
    return Arbitraries.oneOf(ofEvents, ofMarks);
  }

  @Provide
  Arbitrary<Map<Integer, UpstreamMark>> saved() {
    return Arbitraries.maps(Arbitraries.integers().between(0, 1_000), marks()).ofMaxSize(20);
  }

  private static Arbitrary<UpstreamMark> marks() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.of(Activity.class))
        .as(UpstreamMark::new);
  }

  private static Arbitrary<EnrichedEvent> events() {
    Arbitrary<String> texts =
        Arbitraries.strings().withCharRange(' ', '\u2fff').ofMinLength(1).ofMaxLength(20);
    Arbitrary<Long> times =
        Arbitraries.longs().between(-62_135_596_800_000_000L, 253_402_300_799_999_999L);
    Arbitrary<SensorEvent> sent =
        Combinators.combine(
                texts,
                times,
                Arbitraries.doubles().between(-1e100, 1e100),
                texts.injectNull(0.3),
                texts)
            .as(
                (id, time, value, unit, text) ->
                    new SensorEvent(id, text, time, value, unit, text, text, unit));
    return Combinators.combine(sent, Arbitraries.longs().greaterOrEqual(0))
        .as(
            (event, offset) ->
                new EnrichedEvent(
                    event, SensorReference.UNKNOWN, List.of(), false, new Origin("in", 3, offset)));
  }
}
