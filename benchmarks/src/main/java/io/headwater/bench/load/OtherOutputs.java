package io.headwater.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.Alert;
import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.CloseReason;
import io.headwater.model.Origin;
import io.headwater.model.RejectReason;
import io.headwater.model.RejectedEvent;
import io.headwater.model.Scope;
import io.headwater.model.Severity;
import io.headwater.model.Summary;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.AnomalyJson;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.model.settings.TopicSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records of all topics the stream writes beside its enriched events: of any size, and otherwise of
 * no interest.
 */
public final class OtherOutputs {

  private static final String SENSOR = "sensor-000000";
  private static final String HALL = "hall-00";
  private static final String RULE = "threshold-temperature";
  private static final long MINUTE = Duration.ofMinutes(1).toNanos() / 1_000;

  private final long time;
  private final int bytes;
  private final WindowAggregateJson windows = new WindowAggregateJson();
  private final AnomalyJson anomalies = new AnomalyJson();
  private final AlertJson alerts = new AlertJson();
  private final RejectedEventJson rejected = new RejectedEventJson();

  /**
   * @param time of all records, microseconds since the epoch
   * @param bytes of a text in each that compresses badly
   */
  public OtherOutputs(long time, int bytes) {
    this.time = time;
    this.bytes = bytes;
  }

  /** By topic, the records by number, from 0. */
  public Map<String, LongFunction<ProducerRecord<byte[], byte[]>>> byTopic(TopicSettings topics) {
    return Map.of(
        topics.aggregates(),
            number -> new ProducerRecord<>(topics.aggregates(), windows.encode(window(number))),
        topics.anomalies(),
            number -> new ProducerRecord<>(topics.anomalies(), anomalies.encode(anomaly(number))),
        topics.alerts(),
            number -> new ProducerRecord<>(topics.alerts(), alerts.encode(alert(number))),
        topics.rejected(),
            number -> new ProducerRecord<>(topics.rejected(), rejected.encode(letter(number))));
  }

  private WindowAggregate window(long number) {
    return new WindowAggregate(
        Scope.LOCATION,
        "1m",
        null,
        Noise.text(number, bytes),
        "temperature",
        "fahrenheit",
        time,
        time + MINUTE,
        Summary.of(72.5),
        time,
        time,
        0,
        1,
        CloseReason.WATERMARK);
  }

  private Anomaly anomaly(long number) {
    return new Anomaly(
        RULE + ":" + number,
        RULE,
        0,
        AnomalyKind.THRESHOLD,
        Severity.HIGH,
        SENSOR,
        "temperature",
        HALL,
        time,
        103.5,
        "fahrenheit",
        100.0,
        null,
        Noise.text(number, bytes),
        origin(number));
  }

  private Alert alert(long number) {
    return new Alert(
        RULE + ":" + number,
        Alert.State.OPENED,
        time,
        time,
        RULE,
        0,
        AnomalyKind.THRESHOLD,
        Severity.HIGH,
        SENSOR,
        "temperature",
        HALL,
        "fahrenheit",
        103.5,
        103.5,
        103.5,
        1,
        List.of(),
        1,
        null,
        Noise.text(number, bytes));
  }

  private RejectedEvent letter(long number) {
    return new RejectedEvent(
        RejectReason.MALFORMED_JSON,
        "Unexpected character at byte 3",
        Noise.text(number, bytes * 3 / 4).getBytes(UTF_8), // written in base64
        origin(number),
        time / 1_000,
        null,
        List.of());
  }

  private static Origin origin(long number) {
    return new Origin("sensor-events", 0, number);
  }
}
