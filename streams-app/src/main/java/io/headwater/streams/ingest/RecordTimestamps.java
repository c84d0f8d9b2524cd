package io.headwater.streams.ingest;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The timestamp a record travels with: its own.
 *
 * <p>Two kinds of timestamp would do harm. A negative one (a record without any) makes Kafka
 * Streams drop the record, and one far in the future would be refused by the output topics, which
 * stops the stream. Such a record is stamped with the time it is read at.
 */
public final class RecordTimestamps implements TimestampExtractor {

  /** More than clocks differ, and well below the hour that brokers allow. */
  private static final long FARTHEST_AHEAD = Duration.ofMinutes(10).toMillis();

  private final InstantSource clock;

  public RecordTimestamps(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    long own = record.timestamp();
    long now = clock.millis();
    return own < 0 || own - now > FARTHEST_AHEAD ? now : own;
  }
}
