package io.headwater.streams.delivery;

import io.headwater.model.Alert;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One alert's change on its way to one webhook: the record it came in, and the attempts so far. Not
 * safe for use by several threads.
 */
final class Delivery {

  /** What is posted one after the other: the changes of one sensor, or of one location. */
  record Lane(TopicPartition partition, ByteBuffer key) {}

  private final ConsumerRecord<byte[], byte[]> record;
  private final Alert alert;
  private final Lane lane;
  private int attempts;
  private RetrySchedule.@Nullable Series series;

  Delivery(ConsumerRecord<byte[], byte[]> record, Alert alert) {
    this.record = record;
    this.alert = alert;
    byte[] key = record.key() == null ? new byte[0] : record.key();
    this.lane =
        new Lane(new TopicPartition(record.topic(), record.partition()), ByteBuffer.wrap(key));
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  Alert alert() {
    return alert;
  }

  Lane lane() {
    return lane;
  }

  /** How often it was tried. */
  int attempts() {
    return attempts;
  }

  /** One attempt more; the first begins the series by which it is tried again. */
  void attempted(RetrySchedule schedule, Instant now) {
    attempts++;
    if (series == null) {
      series = schedule.begin(now);
    }
  }

  /** The attempts so far, of which there must be one. */
  RetrySchedule.Series series() {
    if (series == null) {
      throw new IllegalStateException("It has not been tried yet");
    }
    return series;
  }
}
