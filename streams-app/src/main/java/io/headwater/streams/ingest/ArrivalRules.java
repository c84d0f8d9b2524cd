package io.headwater.streams.ingest;

import static io.headwater.model.RejectReason.KEY_MISMATCH;
import static io.headwater.model.RejectReason.TIMESTAMP_TOO_FAR_AHEAD;
import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.streams.ingest.Decoded.Accepted;
import io.headwater.streams.ingest.Decoded.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What an event must keep beyond its payload: the record's key, and the time it arrives at. */
final class ArrivalRules {

  private static final int SHOWN = 64;

  private final Duration maxAhead;
  private final InputKeying keying;

  ArrivalRules(Duration maxAhead, InputKeying keying) {
    this.maxAhead = maxAhead;
    this.keying = keying;
  }

  Decoded check(SensorEvent event, byte @Nullable [] key, long wallClockMillis) {
    if (event.eventTime()
        > MILLISECONDS.toMicros(wallClockMillis) + MICROSECONDS.convert(maxAhead)) {
      return new Rejected(
          TIMESTAMP_TOO_FAR_AHEAD,
          "The event's time %s is more than %s ahead of the clock; is the device's clock right?"
              .formatted(EventTime.format(event.eventTime()), maxAhead));
    }
    // a sensor in two partitions would have each of its windows twice, each a part
    if (keying == InputKeying.BY_SENSOR
        && !Arrays.equals(key, event.sensorId().getBytes(StandardCharsets.UTF_8))) {
      return new Rejected(
          KEY_MISMATCH,
          ("The record's key is %s, but its sensor_id is \"%s\"; send records keyed by sensor_id,"
                  + " or set headwater.kafka.input-keying=any.")
              .formatted(inWords(key), Excerpt.of(event.sensorId(), SHOWN)));
    }
    return new Accepted(event);
  }

  private static String inWords(byte @Nullable [] key) {
    return key == null
        ? "absent"
        : "\"" + Excerpt.of(new String(key, StandardCharsets.UTF_8), SHOWN) + "\"";
  }
}
