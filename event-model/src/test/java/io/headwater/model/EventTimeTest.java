package io.headwater.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

  private static final DateTimeFormatter LOCAL_TO_THE_NANO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT);
  private static final long YEAR_0000 = -62_167_219_200L;
  private static final long YEAR_9999 = 253_402_300_799L;

  // --- what is a time ---------------------------------------------------------------------------

  @Property
  void shouldReadTheInstantThatJavaTimeReads(
      @ForAll("localTimes") LocalDateTime local,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes,
      @ForAll @IntRange(max = 9) int fractionDigits) {
    // Given
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    String nanos = LOCAL_TO_THE_NANO.format(local);
    int length = nanos.length() - 9 + (fractionDigits == 0 ? -1 : fractionDigits);
    String text = nanos.substring(0, length) + offset.getId();
    Instant oracle = OffsetDateTime.parse(text).toInstant();
    boolean inRange = oracle.getEpochSecond() >= YEAR_0000 && oracle.getEpochSecond() <= YEAR_9999;

    // Then
    if (inRange) {
      assertThat(EventTime.parse(text)).hasValue(EventTime.ofInstant(oracle));
    } else {
      assertThat(EventTime.parse(text)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T08:00:00Z, 2026-03-01T08:00:00Z",
    "2026-03-01T08:00Z, 2026-03-01T08:00:00Z",
    "2026-03-01T08:00:00.5Z, 2026-03-01T08:00:00.500Z",
    "2026-03-01T08:00:00.123456Z, 2026-03-01T08:00:00.123456Z",
    "2026-03-01T08:00:00.123456789Z, 2026-03-01T08:00:00.123456Z",
    "2026-03-01T08:00:00.000000999Z, 2026-03-01T08:00:00Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
    "2026-03-01T08:00:00+05:30, 2026-03-01T02:30:00Z",
    "2026-03-01T08:00:00+0530, 2026-03-01T02:30:00Z",
    "2026-03-01T08:00:00-08, 2026-03-01T16:00:00Z",
    "2026-03-01T08:00+01, 2026-03-01T07:00:00Z",
    "2026-03-01T08:00:00-00:00, 2026-03-01T08:00:00Z",
    "2026-03-01T08:00:00+18:00, 2026-02-28T14:00:00Z",
    "2026-03-01T08:00:00-18:00, 2026-03-02T02:00:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
  })
  void shouldReadATime(String text, String inUtc) {
    long micros = EventTime.parse(text).orElseThrow();

    assertThat(EventTime.format(micros)).isEqualTo(inUtc);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // no zone, so no instant
        "2026-03-01T08:00:00",
        "2026-03-01T08:00:00.5",
        "2026-03-01",
        // times that do not exist
        "2026-02-30T08:00:00Z",
        "2026-02-29T08:00:00Z",
        "1900-02-29T08:00:00Z",
        "2026-04-31T08:00:00Z",
        "2026-13-01T08:00:00Z",
        "2026-00-01T08:00:00Z",
        "2026-01-00T08:00:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T23:60:00Z",
        "2026-12-31T23:59:60Z",
        // fractions
        "2026-03-01T08:00:00.1234567890Z",
        "2026-03-01T08:00:00.Z",
        "2026-03-01T08:00:00,5Z",
        "2026-03-01T08:00.5Z",
        // letters
        "2026-03-01t08:00:00Z",
        "2026-03-01T08:00:00z",
        "2026-03-01 08:00:00Z",
        "2026-03-01T08:00:00 UTC",
        "2026-03-01T08:00:00[UTC]",
        "2026-03-01T08:00:00+01:00[Europe/Paris]",
        "2026-03-01T08:00:00٣Z",
        "２０２６-03-01T08:00:00Z",
        // more than a time
        "2026-03-01T08:00:00Z ",
        " 2026-03-01T08:00:00Z",
        "2026-03-01T08:00:00ZZ",
        "2026-03-01T08:00:00Z\n",
        // offsets
        "2026-03-01T08:00:00+18:01",
        "2026-03-01T08:00:00-18:01",
        "2026-03-01T08:00:00+19:00",
        "2026-03-01T08:00:00+05:60",
        "2026-03-01T08:00:00+5:30",
        "2026-03-01T08:00:00+05:3",
        "2026-03-01T08:00:00+05:",
        "2026-03-01T08:00:00+05:30:00",
        "2026-03-01T08:00:00+",
        "2026-03-01T08:00:00−05:00",
        // years
        "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "26-03-01T08:00:00Z",
        // other ways to write a time
        "20260301T080000Z",
        "2026-060T08:00:00Z",
        "2026-W09-7T08:00:00Z",
        "1772352000",
        "now",
        "",
      })
  void shouldRefuseWhatIsNoInstant(String text) {
    assertThat(EventTime.parse(text)).isEmpty();
  }

  @Property
  void shouldNeverThrowWhateverTheText(@ForAll String text) {
    assertThat(EventTime.parse(text)).isNotNull();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void shouldReadNoDamagedTimeOtherThanJavaTimeDoes(
      @ForAll @LongRange(min = YEAR_0000, max = YEAR_9999) long second,
      @ForAll @IntRange(max = 30) int position,
      @ForAll("timeCharacters") char by) {
    // Given a time with one character changed
    StringBuilder text = new StringBuilder(Instant.ofEpochSecond(second, 250_000_000).toString());
    text.setCharAt(position % text.length(), by);

    // Then it is refused, or means what java.time says
    EventTime.parse(text.toString())
        .ifPresent(
            micros ->
                assertThat(OffsetDateTime.parse(text).toInstant())
                    .isEqualTo(EventTime.toInstant(micros)));
  }

  // --- and back ---------------------------------------------------------------------------------

  @Property
  void shouldReadWhatItWrites(
      @ForAll @LongRange(min = YEAR_0000 * 1_000_000, max = YEAR_9999 * 1_000_000) long micros) {
    assertThat(EventTime.parse(EventTime.format(micros))).hasValue(micros);
  }

  @Property
  void shouldWriteWhatJavaTimeWrites(
      @ForAll @LongRange(min = YEAR_0000 - 1, max = YEAR_9999 + 1) long second,
      @ForAll("fractions") long micros) {
    long time = second * 1_000_000 + micros;

    assertThat(EventTime.format(time)).isEqualTo(EventTime.toInstant(time).toString());
  }

  /** None, milliseconds and microseconds. */
  @Provide
  Arbitrary<Long> fractions() {
    return Arbitraries.oneOf(
        Arbitraries.just(0L),
        Arbitraries.longs().between(0, 999).map(millis -> millis * 1_000),
        Arbitraries.longs().between(0, 999_999));
  }

  @Property
  void shouldBeAnInstantToTheMicrosecond(@ForAll long micros) {
    Instant instant = EventTime.toInstant(micros);

    assertThat(instant).isEqualTo(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    assertThat(EventTime.ofInstant(instant)).isEqualTo(micros);
    assertThat(Instant.parse(EventTime.format(micros))).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE})
  void shouldWriteTheSameTextIntoBytes(long micros) {
    byte[] bytes = new byte[3 + EventTime.MAX_LENGTH];

    int end = EventTime.write(micros, bytes, 3);

    assertThat(new String(bytes, 3, end - 3, US_ASCII))
        .isEqualTo(EventTime.toInstant(micros).toString());
  }

  @Test
  void shouldCutOffWhatIsFinerThanAMicrosecondAlsoBeforeTheEpoch() {
    assertThat(EventTime.ofInstant(Instant.ofEpochSecond(-1, 999_999_999))).isEqualTo(-1);
  }

  @Test
  void shouldRefuseAnInstantBeyondTheRangeOfMicroseconds() {
    Instant first = EventTime.toInstant(Long.MIN_VALUE);
    Instant last = EventTime.toInstant(Long.MAX_VALUE);

    for (Instant beyond :
        List.of(
            Instant.MIN,
            first.minus(1, ChronoUnit.MICROS),
            last.plus(1, ChronoUnit.MICROS),
            Instant.MAX)) {
      assertThatThrownBy(() -> EventTime.ofInstant(beyond))
          .as(beyond.toString())
          .isInstanceOf(ArithmeticException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-1, -1000",
    "1772352000123, 1772352000123000",
    "253402300799000, 253402300799000000",
    "253402300799001, 253402300799000000",
    Long.MAX_VALUE + ", 253402300799000000",
    "-62167219200000, -62167219200000000",
    "-62167219200001, -62167219200000000",
    Long.MIN_VALUE + ", -62167219200000000",
  })
  void shouldTakeAnyTimestampOfAKafkaRecord(long millis, long micros) {
    assertThat(EventTime.ofMillis(millis)).isEqualTo(micros);
    assertThat(EventTime.parse(EventTime.format(micros))).hasValue(micros);
  }

  @Provide
  Arbitrary<LocalDateTime> localTimes() {
    return Arbitraries.longs()
        .between(YEAR_0000, YEAR_9999)
        .flatMap(
            second ->
                Arbitraries.integers()
                    .between(0, 999_999_999)
                    .map(nano -> LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC)));
  }

  @Provide
  Arbitrary<Character> timeCharacters() {
    return Arbitraries.of(
        '0', '1', '2', '3', '5', '6', '9', '-', ':', '.', 'T', 'Z', '+', ' ', 'z');
  }
}
