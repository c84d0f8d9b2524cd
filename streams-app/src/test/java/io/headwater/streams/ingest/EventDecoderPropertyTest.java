package io.headwater.streams.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.streams.ingest.Decoded.Accepted;
import io.headwater.streams.ingest.Decoded.Rejected;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class EventDecoderPropertyTest {

  private final EventDecoder decoder = new EventDecoder();
  private final EnrichedEventJson json = new EnrichedEventJson();

  @Property
  void shouldAnswerForAnyBytes(@ForAll byte[] payload) {
    holdsItsPromise(decoder.decode(payload));
  }

  @Property(tries = 3_000)
  void shouldAnswerForSpoiltEvents(
      @ForAll("payloads") byte[] payload, @ForAll("damages") List<Tuple2<Integer, Byte>> damages) {
    byte[] spoilt = payload.clone();
    for (Tuple2<Integer, Byte> damage : damages) {
      spoilt[damage.get1() % spoilt.length] = damage.get2();
    }
    holdsItsPromise(decoder.decode(spoilt));
  }

  @Property
  void shouldAnswerForEventsCutOff(@ForAll("payloads") byte[] payload, @ForAll int length) {
    int kept = Math.floorMod(length, payload.length);

    assertThat(decoder.decode(Arrays.copyOf(payload, kept))).isInstanceOf(Rejected.class);
  }

  @Property
  void shouldAcceptWhatKeepsTheRules(@ForAll("payloads") byte[] payload) {
    assertThat(decoder.decode(payload)).isInstanceOf(Accepted.class);
    holdsItsPromise(decoder.decode(payload));
  }

  /** Whatever is accepted can be written to the enriched topic, and read there, unchanged. */
  private void holdsItsPromise(Decoded decoded) {
    if (decoded instanceof Accepted accepted) {
      SensorEvent event = accepted.event();
      EnrichedEvent enriched =
          new EnrichedEvent(
              event, SensorReference.UNKNOWN, List.of(), false, new Origin("sensor-events", 0, 1));
      assertThat(json.decode(json.encode(enriched))).isEqualTo(enriched);
      assertThat(event.sensorId().getBytes(UTF_8)).isNotEmpty();
    } else if (decoded instanceof Rejected rejected) {
      assertThat(rejected.message()).hasSizeLessThan(400).endsWith(".");
    }
  }

  @Provide
  Arbitrary<List<Tuple2<Integer, Byte>>> damages() {
    Arbitrary<Byte> telling =
        Arbitraries.of(
            (byte) '"',
            (byte) '\\',
            (byte) '{',
            (byte) '}',
            (byte) ',',
            (byte) ':',
            (byte) 'u',
            (byte) 0,
            (byte) 0xC3,
            (byte) 0xED);
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.oneOf(telling, Arbitraries.bytes()))
        .as(Tuple::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<byte[]> payloads() {
    return Combinators.combine(texts(128), texts(64), times(), values(), texts(128), attributes())
        .as(
            (sensorId, deviceType, time, value, location, attributes) ->
                "{\"sensor_id\":\"%s\",\"device_type\":\"%s\",\"timestamp\":\"%s\",\"value\":%s,\"location\":\"%s\"%s}"
                    .formatted(sensorId, deviceType, time, value, location, attributes)
                    .getBytes(UTF_8));
  }

  private static Arbitrary<String> texts(int longest) {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .withChars(" -_.°µ日é/")
        .ofMinLength(1)
        .ofMaxLength(longest);
  }

  private static Arbitrary<String> times() {
    return Arbitraries.of(
        "2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00.123456+05:30",
        "1969-12-31T23:59:59.999999Z",
        "0001-01-01T00:00Z",
        "9999-12-31T23:59:59.999999999Z");
  }

  private static Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-1e100, 1e100).map(value -> Double.toString(value)),
        Arbitraries.longs().map(value -> Long.toString(value)));
  }

  private static Arbitrary<String> attributes() {
    return Arbitraries.of(
        "",
        ",\"firmware\":\"1.2\"",
        ",\"a\":{\"b\":[1,2.50,{\"c\":null}]},\"d\":true",
        ",\"\\u00e9\":\"\\ud83d\\ude00\\n\\\"\",\"n\":12345678901234567890.123e7");
  }
}
