package io.headwater.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTimestampsTest {

  private static final long NOW = 1_772_366_400_000L;

  private final RecordTimestamps timestamps = new RecordTimestamps(() -> Instant.ofEpochMilli(NOW));

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "1772366400000, 1772366400000",
    "1772367000000, 1772367000000",
    "1772367000001, 1772366400000",
    "9223372036854775807, 1772366400000",
    "-1, 1772366400000",
    "-9223372036854775808, 1772366400000"
  })
  void shouldStampOnlyWhatHasNoSaneTimestampOfItsOwn(long own, long expected) {
    assertThat(timestamps.extract(record(own), 5)).isEqualTo(expected);
  }

  private static ConsumerRecord<Object, Object> record(long timestamp) {
    return new ConsumerRecord<>(
        "sensor-events",
        0,
        0,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        "key",
        "value",
        new RecordHeaders(),
        Optional.empty());
  }
}
