package io.headwater.sink.audit;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What an audit asks a broker. An {@link IOException} means that it did not answer. */
interface Broker extends Closeable {

  /** The partitions of a topic; none when there is no such topic. */
  List<TopicPartition> partitions(String topic) throws IOException;

  /** A number made of the topic's id; empty where there is no such topic, or it has no id. */
  OptionalLong topicNumber(String topic) throws IOException;

  /** The offsets a consumer group has committed; a partition without one is not in it. */
  Map<TopicPartition, Long> committed(String group, Collection<TopicPartition> partitions)
      throws IOException;

  /**
   * The ends of partitions, committed or not: offsets that the next records will have, at least.
   */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws IOException;

  /**
   * Shows {@code visitor} every record below the offset given that a reader of committed records
   * sees; markers and records of aborted transactions it doesn't.
   *
   * @param upTo by partition
   * @return what was read
   */
  Map<TopicPartition, Retained> read(
      Map<TopicPartition, Long> upTo, Consumer<ConsumerRecord<byte[], byte[]>> visitor)
      throws IOException;

  /**
   * The part of a partition that was read.
   *
   * @param earliest the earliest offset that was still there when reading was done
   * @param end all visible records below it were read
   */
  record Retained(long earliest, long end) {}
}
