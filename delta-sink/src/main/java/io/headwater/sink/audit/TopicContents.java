package io.headwater.sink.audit;

import io.headwater.sink.audit.Broker.Retained;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The records of a topic that a reader of committed records sees. */
final class TopicContents {

  private final Map<TopicPartition, OffsetSet> visible;
  private final Map<TopicPartition, Retained> retained;
  private final Map<TopicPartition, Long> ends;

  private TopicContents(
      Map<TopicPartition, OffsetSet> visible,
      Map<TopicPartition, Retained> retained,
      Map<TopicPartition, Long> ends) {
    this.visible = visible;
    this.retained = retained;
    this.ends = ends;
  }

  /**
   * Reads a topic up to where it ends now.
   *
   * @param visitor is shown every record as well
   */
  static TopicContents read(
      Broker broker,
      Collection<TopicPartition> partitions,
      Consumer<ConsumerRecord<byte[], byte[]>> visitor)
      throws IOException {
    Map<TopicPartition, OffsetSet> visible = new HashMap<>();
    partitions.forEach(partition -> visible.put(partition, new OffsetSet()));
    Map<TopicPartition, Long> ends = broker.ends(partitions);
    Map<TopicPartition, Retained> retained =
        broker.read(
            ends,
            record -> {
              visible
                  .get(new TopicPartition(record.topic(), record.partition()))
                  .add(record.offset());
              visitor.accept(record);
            });
    return new TopicContents(visible, retained, ends);
  }

  OffsetSet visible(TopicPartition partition) {
    return visible.get(partition);
  }

  long earliest(TopicPartition partition) {
    return retained.get(partition).earliest();
  }

  /** All visible records below it were read. */
  long end(TopicPartition partition) {
    return retained.get(partition).end();
  }

  /** What kept records from being read, a sentence for each partition that has such. */
  List<String> hidden(TopicPartition partition) {
    long end = ends.get(partition);
    return end(partition) >= end
        ? List.of()
        : List.of(
            ("%s: its records from offset %d to %d cannot be read: a transaction is open, or the"
                    + " broker does not answer. Run the audit again")
                .formatted(partition, end(partition), end - 1));
  }
}
