package io.headwater.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.json.EnrichedEventJson;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The events of a {@link SensorLoad} as the stream hands them on: each sensor is known to the
 * plant, anomalies name their rule, and a sensor keeps to one partition.
 */
public final class EnrichedLoad {

  private static final String INPUT = "sensor-events";
  private static final int SENSORS_A_MACHINE = 8;
  private static final int MACHINES_A_LINE = 10;

  private final SensorLoad load;
  private final int attributesBytes;
  private final int partitions;
  private final String topic;
  private final EnrichedEventJson json = new EnrichedEventJson();

  /**
   * @param attributesBytes of each event beyond the fields of the contract: a text that compresses
   *     badly; 0 for none
   * @param partitions of {@code topic}, and of the input the events seem to come from
   * @param topic to send to
   */
  public EnrichedLoad(SensorLoad load, int attributesBytes, int partitions, String topic) {
    this.load = load;
    this.attributesBytes = attributesBytes;
    this.partitions = partitions;
    this.topic = topic;
  }

  /** The record of the event with that number, from 0. */
  public ProducerRecord<byte[], byte[]> record(long number) {
    SensorEvent event = withAttributes(load.event(number), number);
    int sensor = (int) (number % load.sensors());
    int partition = sensor % partitions;
    EnrichedEvent enriched =
        new EnrichedEvent(
            event,
            reference(sensor, event),
            load.isAnomalous(number) ? List.of("threshold-temperature") : List.of(),
            false,
            new Origin(INPUT, partition, number / partitions));
    return new ProducerRecord<>(
        topic, partition, event.sensorId().getBytes(UTF_8), json.encode(enriched));
  }

  private SensorEvent withAttributes(SensorEvent event, long number) {
    if (attributesBytes == 0) {
      return event;
    }
    return new SensorEvent(
        event.sensorId(),
        event.deviceType(),
        event.eventTime(),
        event.value(),
        event.unit(),
        event.location(),
        event.status(),
        "{\"trace\":\"" + Noise.text(number, attributesBytes) + "\"}");
  }

  private static SensorReference reference(int sensor, SensorEvent event) {
    int machine = sensor / SENSORS_A_MACHINE;
    return new SensorReference(
        "plant-1",
        "line-%02d".formatted(machine / MACHINES_A_LINE),
        "machine-%04d".formatted(machine),
        "%s sensor %d".formatted(event.deviceType(), sensor),
        event.unit(),
        null,
        null);
  }
}
