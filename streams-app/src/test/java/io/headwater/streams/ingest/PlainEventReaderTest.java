package io.headwater.streams.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.SensorEvent;
import io.headwater.streams.ingest.Decoded.Accepted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Whatever is sent, the shortcut for plain payloads changes no answer. */
class PlainEventReaderTest {

  private static final List<String> NAMES =
      List.of("sensor_id", "device_type", "timestamp", "value", "unit", "location", "status");
  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "false",
          "17",
          "\"\"",
          "\"t-1\"",
          "\"a\\\"b\"",
          "\"\\u0061\"",
          "\"µ°é日\"",
          "\"\u007f\"",
          "\"tab\there\"",
          "{}",
          "[]",
          "[1,{\"a\":null}]",
          "{\"value\":1}",
          "nul",
          "\"" + "x".repeat(64) + "\"",
          "\"" + "x".repeat(65) + "\"",
          "\"" + "x".repeat(128) + "\"",
          "\"" + "x".repeat(129) + "\"");
  private static final List<String> BLANKS =
      List.of("", "", "", "", " ", "\n", "\t\r ", "\f", "\u00a0");

  private final PlainEventReader plain = new PlainEventReader();
  private final EventDecoder decoder = new EventDecoder();

  @Property(tries = 3_000)
  void shouldDecodeAsTheParserAloneDoes(@ForAll("payloads") String payload) {
    holdsFor(payload.getBytes(UTF_8));
  }

  @Property(tries = 3_000)
  void shouldDecodeSpoiltPayloadsAsTheParserAloneDoes(
      @ForAll("payloads") String payload, @ForAll("damages") List<Tuple2<Integer, Byte>> damages) {
    byte[] spoilt = payload.getBytes(UTF_8);
    for (Tuple2<Integer, Byte> damage : damages) {
      spoilt[damage.get1() % spoilt.length] = damage.get2();
    }
    holdsFor(spoilt);
  }

  @Property(tries = 100)
  void shouldDecodePayloadsCutOffAsTheParserAloneDoes(@ForAll("payloads") String payload) {
    byte[] whole = payload.getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      holdsFor(Arrays.copyOf(whole, length));
    }
  }

  @Property
  void shouldTakePlainEventsByItself(@ForAll("plainPayloads") String payload) {
    SensorEvent event = plain.read(payload.getBytes(UTF_8));

    assertThat(event).as(payload).isNotNull();
    assertThat(new Accepted(event)).isEqualTo(EventDecoder.parse(payload.getBytes(UTF_8)));
  }

  @Example
  void shouldGiveTheSameTextsAgainForTheSameSensor() {
    SensorEvent first = plain.read(Payload.good().bytes());
    SensorEvent then = plain.read(Payload.good().with("value", "71").bytes());

    assertThat(first).isNotNull();
    assertThat(then).isNotNull();
    assertThat(then.sensorId()).isSameAs(first.sensorId());
    assertThat(then.deviceType()).isSameAs(first.deviceType());
    assertThat(then.location()).isSameAs(first.location());
  }

  @Example
  void shouldLeaveNothingOfOneEventToTheNext() {
    plain.read(Payload.good().with("unit", "\"bar\"").with("status", "\"error\"").bytes());
    SensorEvent then = plain.read(Payload.good().bytes());

    assertThat(then).isNotNull();
    assertThat(then.unit()).isNull();
    assertThat(then.status()).isEqualTo(SensorEvent.DEFAULT_STATUS);
    assertThat(plain.read(Payload.good().without("location").bytes())).isNull();
  }

  private void holdsFor(byte[] payload) {
    Decoded alone = EventDecoder.parse(payload);
    assertThat(decoder.decode(payload)).isEqualTo(alone);
    SensorEvent event = plain.read(payload);
    if (event != null) {
      assertThat(new Accepted(event)).isEqualTo(alone);
    }
  }

  /** Events in many spellings; about half of them are none. */
  @Provide
  static Arbitrary<String> payloads() {
    return Combinators.combine(
            plainFields(),
            oddities(),
            Arbitraries.of(BLANKS).list().ofSize(5),
            Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.just("")),
                Tuple.of(1, Arbitraries.of(",", "}", "x", "{}"))))
        .as(
            (fields, oddities, blanks, rest) -> {
              List<String> all = new ArrayList<>(fields);
              oddities.forEach(odd -> all.add(odd.get1() % (all.size() + 1), odd.get2()));
              return object(all, blanks) + rest;
            });
  }

  @Provide
  static Arbitrary<String> plainPayloads() {
    return Combinators.combine(
            plainFields(), Arbitraries.of("", " ", "\r\n", "\t ").list().ofSize(5))
        .as(PlainEventReaderTest::object);
  }

  @Provide
  static Arbitrary<List<Tuple2<Integer, Byte>>> damages() {
    Arbitrary<Byte> telling =
        Arbitraries.chars().with("\"\\{}[]:,.-+eEZT019 \n\0tfn").map(c -> (byte) c.charValue());
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.oneOf(telling, Arbitraries.bytes()))
        .as(Tuple::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** Fields that are added to those of an event, or take their place, each with where it goes. */
  private static Arbitrary<List<Tuple2<Integer, String>>> oddities() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of(NAMES), Arbitraries.of("firmware", "v\\u0061lue", "Value", "é", ""));
    return Combinators.combine(
            Arbitraries.integers().between(0, 7), names, Arbitraries.of(ODD_VALUES))
        .as((at, name, value) -> Tuple.of(at, "\"" + name + "\":" + value))
        .list()
        .ofMaxSize(1);
  }

  private static Arbitrary<List<String>> plainFields() {
    Arbitrary<List<String>> fields =
        Combinators.combine(
                texts(128),
                texts(64),
                times(),
                numbers(),
                Arbitraries.oneOf(texts(80), Arbitraries.of("null", "")),
                texts(128),
                Arbitraries.oneOf(Arbitraries.of("\"error\"", "\"\"", "null", "")))
            .as(
                (id, type, time, value, unit, location, status) ->
                    fields(id, type, time, value, unit, location, status));
    return Arbitraries.oneOf(fields, fields.flatMap(each -> Arbitraries.shuffle(each)));
  }

  private static List<String> fields(String... values) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (!values[i].isEmpty()) {
        fields.add("\"" + NAMES.get(i) + "\":" + values[i]);
      }
    }
    return fields;
  }

  private static String object(List<String> fields, List<String> blanks) {
    String separator = blanks.get(1) + "," + blanks.get(2);
    String colon = blanks.get(1) + ":" + blanks.get(3);
    List<String> spaced = fields.stream().map(field -> field.replaceFirst(":", colon)).toList();
    return blanks.get(0)
        + "{"
        + blanks.get(4)
        + String.join(separator, spaced)
        + blanks.get(3)
        + "}"
        + blanks.get(0);
  }

  private static Arbitrary<String> texts(int longest) {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .withChars(" -_./:{}[],'")
        .ofMinLength(1)
        .ofMaxLength(longest)
        .map(text -> "\"" + text + "\"");
  }

  private static Arbitrary<String> times() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                "2026-03-01T12:00:00Z",
                "2026-03-01T12:00:00.1Z",
                "2026-03-01T12:00:00.123456789Z",
                "2026-03-01T12:00:00.123456+05:30",
                "2026-03-01T12:00-0800",
                "1969-12-31T23:59:59.999999Z",
                "0001-01-01T00:00Z",
                "9999-12-31T23:59:59.999999999Z"),
            Arbitraries.integers()
                .between(0, 86_399)
                .map(
                    second ->
                        "2026-03-%02dT%02d:%02d:%02dZ"
                            .formatted(
                                1 + second % 3, second / 3_600, second / 60 % 60, second % 60)))
        .map(time -> "\"" + time + "\"");
  }

  private static Arbitrary<String> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-1e100, 1e100).map(value -> Double.toString(value)),
        Arbitraries.integers().map(value -> Integer.toString(value)),
        Arbitraries.longs()
            .between(-1_000_000, 1_000_000)
            .map(value -> value / 100 + "." + Math.abs(value % 100)),
        Arbitraries.of(
            "1",
            "1.0",
            "-0.0",
            "0",
            "1e5",
            "1E-7",
            "21.37",
            "0.30000000000000004",
            "1e-400",
            "0.1000000000000000055511151231257827",
            "9007199254740993.0",
            "1e100"));
  }
}
