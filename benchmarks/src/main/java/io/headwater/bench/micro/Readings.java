package io.headwater.bench.micro;

import io.headwater.bench.load.EnrichedLoad;
import io.headwater.bench.load.SensorLoad;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.json.EnrichedEventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The data of the benchmarks: readings of a plant, the same on every machine. */
public final class Readings {

  /** The time of the first; a full hour. */
  public static final Instant START = Instant.parse("2024-03-01T06:00:00Z");

  /** A thousand sensors that send each second. */
  public static final SensorLoad PER_SECOND = of(1_000, Duration.ofSeconds(1));

  /** So many different ones are more than a processor learns by heart. */
  public static final int ENOUGH = 4_096;

  private static final int LOCATIONS = 20;
  private static final int PARTITIONS = 4;

  private Readings() {}

  /**
   * What sensors measure.
   *
   * @param sensors how many there are
   * @param interval within which each sends once
   */
  public static SensorLoad of(int sensors, Duration interval) {
    return new SensorLoad(sensors, LOCATIONS, START, interval);
  }

  /**
   * Events as the stream has them when they are enriched: the plant knows each sensor.
   *
   * @param numbers of the events
   */
  public static Stream<EnrichedEvent> enriched(SensorLoad load, LongStream numbers) {
    EnrichedLoad enriched = enriched(load);
    EnrichedEventJson json = new EnrichedEventJson();
    return numbers.mapToObj(number -> json.decode(enriched.record(number).value()));
  }

  /** The first events of {@link #PER_SECOND} as the sink reads them. */
  static List<ConsumerRecord<byte[], byte[]>> enrichedRecords(int count) {
    EnrichedLoad enriched = enriched(PER_SECOND);
    return LongStream.range(0, count)
        .mapToObj(number -> consumed(enriched.record(number), number / PARTITIONS))
        .toList();
  }

  private static EnrichedLoad enriched(SensorLoad load) {
    return new EnrichedLoad(load, 0, PARTITIONS, "enriched");
  }

  private static ConsumerRecord<byte[], byte[]> consumed(
      ProducerRecord<byte[], byte[]> sent, long offset) {
    return new ConsumerRecord<>(sent.topic(), sent.partition(), offset, sent.key(), sent.value());
  }
}
