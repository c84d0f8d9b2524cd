package io.headwater.streams;

import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.time.PartitionProgress;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;

/** All the wiring of the stream, in the order in which the data walks through it. */
public final class SensorTopology {

  private SensorTopology() {}

  /**
   * The stream from the input topic to the output topics.
   *
   * @param progress what the broker last confirmed; asked from the stream threads
   * @param metrics where the stages count
   */
  public static Topology build(
      StreamsSettings settings, PartitionProgress progress, MeterRegistry metrics) {
    return new Topology()
        .addSource(
            "events",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            settings.topics().events());
  }
}
