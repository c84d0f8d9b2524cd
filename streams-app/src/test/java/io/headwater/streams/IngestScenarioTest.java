package io.headwater.streams;

import static io.headwater.streams.Events.sent;
import static io.headwater.streams.Events.temperature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.RejectReason;
import io.headwater.model.RejectedEvent;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.ingest.DeadLetterLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IngestScenarioTest {

  private static final byte[] KEY = "t-1".getBytes(UTF_8);

  @TempDir private Path state;

  @Test
  void shouldSendAGoodEventOnWithItsOriginKeyAndTimestampAndWithoutItsHeaders() {
    try (StreamDriver stream = stream()) {
      // Given a record with a header
      Events.Sent event = sent(temperature("t-1", stream.now(), 70));
      stream.send(event.key(), event.payload(), new RecordHeaders().add("trace", KEY));
      // When the stream has read it
      List<TestRecord<byte[], byte[]>> records = stream.raw("sensor-events-enriched");
      // Then it is keyed and stamped as the input was, and carries nothing else
      assertThat(records).hasSize(1);
      assertThat(records.get(0).key()).isEqualTo(KEY);
      assertThat(records.get(0).timestamp()).isEqualTo(stream.now().toEpochMilli());
      assertThat(records.get(0).headers()).isEmpty();
    }
  }

  @Test
  void shouldNumberEventsByTheirPlaceInTheInput() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(temperature("t-1", stream.now(), 70)));
      stream.send(KEY, "poison".getBytes(UTF_8));
      stream.send(sent(temperature("t-1", stream.now(), 71)));

      assertThat(stream.enriched())
          .extracting(EnrichedEvent::origin)
          .containsExactly(new Origin("sensor-events", 0, 0), new Origin("sensor-events", 0, 2));
    }
  }

  @Test
  void shouldKeepAllOfARejectedRecordInItsDeadLetter() {
    try (StreamDriver stream = stream()) {
      // Given a record no parser can read
      byte[] payload = {'{', (byte) 0xFF, '}', ' ', 0};
      byte[] key = {0, (byte) 0x80};
      RecordHeaders headers = new RecordHeaders();
      headers.add("trace", new byte[] {1, 2});
      headers.add("trace", null);
      // When it comes
      stream.send(key, payload, headers);
      // Then its dead letter has everything
      List<TestRecord<byte[], byte[]>> records = stream.raw("sensor-events-rejected");
      assertThat(records).hasSize(1);
      assertThat(records.get(0).key()).isEqualTo(key);
      assertThat(records.get(0).headers()).isEmpty();
      RejectedEvent rejected = Events.rejected(records.get(0).value());
      assertThat(rejected.reason()).isEqualTo(RejectReason.MALFORMED_JSON);
      assertThat(rejected.message()).isEqualTo("The payload is not valid UTF-8.");
      assertThat(rejected.payload()).isEqualTo(payload);
      assertThat(rejected.originKey()).isEqualTo(key);
      assertThat(rejected.origin()).isEqualTo(new Origin("sensor-events", 0, 0));
      assertThat(rejected.originTimestamp()).isEqualTo(stream.now().toEpochMilli());
      assertThat(rejected.headers()).extracting(RejectedEvent.Header::key).containsOnly("trace");
      assertThat(rejected.headers().get(0).value()).isEqualTo(new byte[] {1, 2});
      assertThat(rejected.headers().get(1).value()).isNull();
      // and nothing came out elsewhere
      assertThat(stream.enriched()).isEmpty();
    }
  }

  @Test
  void shouldRejectATombstoneAndGoOn() {
    try (StreamDriver stream = stream()) {
      stream.send(null, null);
      stream.send(sent(temperature("t-1", stream.now(), 70)));

      List<RejectedEvent> rejected = stream.rejected();
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).payload()).isNull();
      assertThat(rejected.get(0).originKey()).isNull();
      assertThat(stream.enriched()).hasSize(1);
    }
  }

  @Test
  void shouldRejectAnEventThatIsNotKeyedByItsSensor() {
    try (StreamDriver stream = stream()) {
      byte[] payload = sent(temperature("t-1", stream.now(), 70)).payload();

      stream.send(null, payload);
      stream.send("t-2".getBytes(UTF_8), payload);
      stream.send("t-1 ".getBytes(UTF_8), payload);

      assertThat(stream.rejected())
          .extracting(RejectedEvent::reason, RejectedEvent::message)
          .containsExactly(mismatch("absent"), mismatch("\"t-2\""), mismatch("\"t-1 \""));
    }
  }

  @Test
  void shouldTakeAnEventWithAnyKeyOrNoneWhenInputIsNotKeyedBySensor() {
    try (StreamDriver stream = stream(Profile.KAFKA, InputKeying.ANY)) {
      byte[] payload = sent(temperature("t-1", stream.now(), 70)).payload();

      stream.send(null, payload);
      stream.send("t-2".getBytes(UTF_8), payload);
      stream.send("t-1".getBytes(UTF_8), payload);

      assertThat(stream.count("headwater.stream.events", "outcome", "accepted")).isEqualTo(3);
      assertThat(stream.rejected()).isEmpty();
    }
  }

  private static Tuple mismatch(String key) {
    return tuple(
        RejectReason.KEY_MISMATCH,
        "The record's key is "
            + key
            + ", but its sensor_id is \"t-1\"; send records keyed by sensor_id, or set"
            + " headwater.kafka.input-keying=any.");
  }

  @Test
  void shouldRejectAnEventMoreThanMaxAheadOfTheClockAndTakeOneThatIsNot() {
    try (StreamDriver stream = stream()) {
      var limit = stream.now().plus(Duration.ofHours(1));

      stream.send(sent(temperature("t-1", limit, 70)));
      stream.send(sent(temperature("t-1", limit.plusNanos(1_000), 70)));

      assertThat(stream.enriched()).hasSize(1);
      assertThat(stream.rejected())
          .extracting(RejectedEvent::reason)
          .containsExactly(RejectReason.TIMESTAMP_TOO_FAR_AHEAD);
    }
  }

  @Test
  void shouldKeepAMegabyteWholeInTheDeadLetter() {
    try (StreamDriver stream = stream()) {
      byte[] payload = new byte[1024 * 1024];
      payload[payload.length - 1] = 7;

      stream.send(KEY, payload);

      RejectedEvent rejected = stream.rejected().get(0);
      assertThat(rejected.reason()).isEqualTo(RejectReason.PAYLOAD_TOO_LARGE);
      assertThat(rejected.payload()).isEqualTo(payload);
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void shouldCutADeadLetterThatNoBrokerWouldTakeAndSaySo(Profile profile) {
    try (StreamDriver stream = stream(profile)) {
      // Given a record whose dead letter would be larger than the limit
      byte[] payload = new byte[DeadLetterLimit.bytes(profile) - 1_000];
      byte[] key = new byte[2_000];
      RecordHeaders headers = new RecordHeaders();
      headers.add("trace", new byte[5]);
      // When it comes
      stream.send(key, payload, headers);
      // Then the dead letter passes, and says what it lacks and where to find it
      TestRecord<byte[], byte[]> record = stream.raw("sensor-events-rejected").get(0);
      assertThat(record.value().length + record.key().length)
          .isLessThan(DeadLetterLimit.bytes(profile));
      RejectedEvent rejected = Events.rejected(record.value());
      assertThat(rejected.payload()).hasSize(64 * 1024);
      assertThat(rejected.message())
          .isEqualTo(
              ("The payload has %d bytes; at most 262144 are taken. This dead letter is cut,"
                      + " because whole it could exceed %d bytes: it has 65536 of %d bytes of the"
                      + " payload, 1024 of 2000 bytes of the key, and none of the 1 headers. The"
                      + " whole record is in topic sensor-events, partition 0, at offset 0.")
                  .formatted(payload.length, DeadLetterLimit.bytes(profile), payload.length));
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void shouldNeverWriteADeadLetterLargerThanTheLimit(Profile profile) {
    try (StreamDriver stream = stream(profile)) {
      int limit = DeadLetterLimit.bytes(profile);
      RecordHeaders many = new RecordHeaders();
      for (int i = 0; i < 20_000; i++) {
        many.add("\u0001".repeat(10), new byte[i % 7]);
      }
      // Given the largest payload that still passes whole, and records all of key or of headers
      for (int size = limit * 3 / 4 - 9_000; size < limit * 3 / 4; size += 500) {
        stream.send(KEY, new byte[size]);
      }
      stream.send(new byte[limit], new byte[1]);
      stream.send(new byte[limit / 2], new byte[limit / 2]);
      stream.send(KEY, new byte[1], many);

      for (TestRecord<byte[], byte[]> record : stream.raw("sensor-events-rejected")) {
        assertThat(record.value().length + record.key().length).isLessThan(limit);
      }
    }
  }

  @Test
  void shouldCountWhatItReads() {
    try (StreamDriver stream = stream()) {
      stream.send(sent(temperature("t-1", stream.now(), 70)));
      stream.send(KEY, new byte[0]);
      stream.send(KEY, new byte[300_000]);

      assertThat(stream.count("headwater.stream.events", "outcome", "accepted")).isEqualTo(1);
      assertThat(stream.count("headwater.stream.events", "outcome", "rejected")).isEqualTo(2);
      assertThat(stream.count("headwater.stream.rejected", "reason", "MALFORMED_JSON"))
          .isEqualTo(1);
      assertThat(stream.count("headwater.stream.rejected", "reason", "PAYLOAD_TOO_LARGE"))
          .isEqualTo(1);
      assertThat(stream.count("headwater.stream.rejected", "reason", "KEY_MISMATCH")).isZero();
    }
  }

  private StreamDriver stream() {
    return stream(Profile.KAFKA);
  }

  private StreamDriver stream(Profile profile) {
    return stream(profile, InputKeying.BY_SENSOR);
  }

  private StreamDriver stream(Profile profile, InputKeying keying) {
    KafkaSettings kafka = new KafkaSettings(null, profile, null, keying, null);
    return new StreamDriver(state, new StreamsSettings(kafka, null, null, null, null, null, null));
  }
}
