package io.headwater.model.json.plain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EventTime;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Values as the JDK and {@link EventTime} read them, or as nothing. */
class PlainValuesTest {

  private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

  private final PlainNumber number = new PlainNumber();
  private final PlainTime time = new PlainTime();

  @Property(tries = 5_000)
  void shouldReadTheDoubleTheJdkReads(@ForAll("numbers") String text) {
    byte[] json = (text + "}").getBytes(UTF_8);

    int end = number.read(json, 0);

    if (end == PlainBytes.NONE) {
      assertThat(text).matches("-0|-?[0-9]{19,}|.{65,}");
    } else {
      assertThat(end).isEqualTo(text.length());
      assertThat(Double.doubleToRawLongBits(number.real(json)))
          .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }
  }

  @Property(tries = 5_000)
  void shouldReadNoNumberThatJsonDoesNotKnow(@ForAll("nearlyNumbers") String text) {
    int end = number.read((text + "}").getBytes(UTF_8), 0);

    if (end != PlainBytes.NONE) {
      assertThat(text.substring(0, end)).matches(NUMBER);
    }
  }

  @Property(tries = 5_000)
  void shouldReadTheTimesThatEventTimeReads(
      @ForAll("times") String first, @ForAll("times") String then) {
    for (String text : new String[] {first, then, first}) {
      String json = "{\"" + text + "\"}";
      int end = time.read(json.getBytes(UTF_8), 2);

      OptionalLong expected = EventTime.parse(text);
      if (expected.isEmpty()) {
        assertThat(end).as(text).isEqualTo(PlainBytes.NONE);
      } else {
        assertThat(end).as(text).isEqualTo(json.length() - 2);
        assertThat(time.micros()).as(text).isEqualTo(expected.getAsLong());
      }
    }
  }

  @Property
  void shouldFindTheEndOfPlainTextsOnly(
      @ForAll byte[] bytes, @ForAll @IntRange(max = 20) int padding) {
    byte[] json = (" ".repeat(padding) + new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);

    for (int from = 0; from <= json.length; from++) {
      assertThat(PlainBytes.endOfText(json, from)).isEqualTo(endOfText(json, from));
    }
  }

  @Example
  void shouldTellEachCharacterThatIsNotPlain() {
    for (int b = 0; b < 256; b++) {
      for (int at = 0; at < 9; at++) {
        byte[] json = "abcdefghi\"".getBytes(UTF_8);
        json[at] = (byte) b;
        assertThat(PlainBytes.endOfText(json, 0)).as("%02x", b).isEqualTo(endOfText(json, 0));
      }
    }
  }

  private static int endOfText(byte[] json, int from) {
    for (int at = from; at < json.length && json[at] >= ' ' && json[at] != 0x7f; at++) {
      if (json[at] == '"') {
        return at;
      }
      if (json[at] == '\\') {
        return PlainBytes.NONE;
      }
    }
    return PlainBytes.NONE;
  }

  @Provide
  static Arbitrary<String> numbers() {
    Arbitrary<String> whole = digits(1, 20).map(text -> text.replaceFirst("^0+(?=.)", ""));
    Arbitrary<String> fraction =
        Arbitraries.oneOf(Arbitraries.just(""), digits(1, 25).map("."::concat));
    Arbitrary<String> exponent =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            Combinators.combine(
                    Arbitraries.of("e", "E", "e-", "E+"), Arbitraries.integers().between(0, 400))
                .as((e, power) -> e + power),
            Arbitraries.of("e00000000000000000007", "E-99999999999999999999"));
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.of("", "-"), whole, fraction, exponent)
            .as((sign, before, after, power) -> sign + before + after + power),
        Arbitraries.doubles().map(value -> Double.toString(value)),
        Arbitraries.longs()
            .map(value -> Double.toString(Double.longBitsToDouble(value)))
            .filter(text -> !text.contains("n") && !text.contains("N")),
        Arbitraries.longs().map(value -> Long.toString(value)),
        Arbitraries.of(
            "1",
            "1.0",
            "-0.0",
            "-0",
            "0",
            "0.0",
            "1e5",
            "1E-7",
            "21.37",
            "0.1",
            "0.30000000000000004",
            "9007199254740993",
            "9007199254740992",
            "9007199254740993.0",
            "1e22",
            "1e23",
            "1e-22",
            "4.9e-324",
            "1.7976931348623157e308",
            "1e309",
            "2.2250738585072011e-308"));
  }

  @Provide
  static Arbitrary<String> nearlyNumbers() {
    return Arbitraries.strings().withChars("-+.eE019 x").ofMaxLength(8);
  }

  @Provide
  static Arbitrary<String> times() {
    Arbitrary<String> days =
        Arbitraries.of(
            "2026-03-01",
            "2026-03-02",
            "2024-02-29",
            "2025-02-29",
            "0000-01-01",
            "9999-12-31",
            "1969-12-31",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "20a6-03-01",
            "+2026-03-1");
    Arbitrary<String> clocks =
        Combinators.combine(
                Arbitraries.of("T", "t", " "),
                Arbitraries.integers().between(0, 25),
                Arbitraries.integers().between(0, 60),
                Arbitraries.integers().between(0, 61))
            .as("%s%02d:%02d:%02d"::formatted);
    Arbitrary<String> likely = clocks.map(clock -> "T" + clock.substring(1));
    Arbitrary<String> fractions =
        Arbitraries.oneOf(Arbitraries.just(""), digits(0, 11).map("."::concat));
    Arbitrary<String> zones =
        Arbitraries.of("Z", "Z", "Z", "+05:30", "-0800", "+01", "", "z", "Z ", "ZZ");
    return Arbitraries.oneOf(
        Combinators.combine(days, Arbitraries.oneOf(likely, likely, clocks), fractions, zones)
            .as((day, clock, fraction, zone) -> day + clock + fraction + zone),
        Arbitraries.of("", "Z", "2026-03-01", "2026-03-01T08:00Z", "2026-03-01T08:00+02:00"),
        Arbitraries.longs()
            .between(0, 253_402_300_799_999_999L)
            .map(micros -> EventTime.format(micros)));
  }

  private static Arbitrary<String> digits(int least, int most) {
    return Arbitraries.strings().numeric().ofMinLength(least).ofMaxLength(most);
  }
}
