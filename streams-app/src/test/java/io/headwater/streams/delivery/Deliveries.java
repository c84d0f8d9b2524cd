package io.headwater.streams.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.Alert;
import io.headwater.model.json.AlertJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the alerts topic, all in its partition 0. */
final class Deliveries {

  static final String TOPIC = "sensor-alerts";

  private Deliveries() {}

  static Delivery of(String sensor, long offset) {
    Alert alert = Alerts.change(sensor, (int) offset);
    return new Delivery(record(alert, offset), alert);
  }

  static ConsumerRecord<byte[], byte[]> record(Alert alert, long offset) {
    return record(alert.sensorId(), offset, new AlertJson().encode(alert));
  }

  static ConsumerRecord<byte[], byte[]> record(String key, long offset, byte[] value) {
    return new ConsumerRecord<>(TOPIC, 0, offset, key.getBytes(UTF_8), value);
  }
}
