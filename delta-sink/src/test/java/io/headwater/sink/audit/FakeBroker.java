package io.headwater.sink.audit;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A broker in memory: topics of one partition, markers between their records. */
final class FakeBroker implements Broker {

  private final Map<TopicPartition, Log> logs = new TreeMap<>(FakeBroker::compare);
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final Map<TopicPartition, Long> later = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();

  /** One partition. */
  private static final class Log {
    private final TreeMap<Long, byte[]> records = new TreeMap<>();
    private long earliest;
    private long end;
    private long stableEnd = Long.MAX_VALUE;
  }

  void topic(String topic) {
    logs.put(new TopicPartition(topic, 0), new Log());
  }

  /** Appends a record and returns its offset. */
  long append(String topic, byte[] value) {
    Log log = log(topic);
    log.records.put(log.end, value);
    return log.end++;
  }

  /** Appends the marker of a transaction: an offset without a record. */
  void appendMarker(String topic) {
    log(topic).end++;
  }

  /** What retention does. */
  void truncateBefore(String topic, long earliest) {
    log(topic).earliest = earliest;
    log(topic).records.headMap(earliest).clear();
  }

  /**
   * Leaves a transaction open: nothing from there on is visible to readers of committed records.
   */
  void openTransactionAt(String topic, long offset) {
    log(topic).stableEnd = offset;
  }

  void commit(String topic, long next) {
    committed.put(new TopicPartition(topic, 0), next);
  }

  /** The stream goes on once it was asked how far it is. */
  void commitLater(String topic, long next) {
    later.put(new TopicPartition(topic, 0), next);
  }

  long end(String topic) {
    return log(topic).end;
  }

  @Override
  public List<TopicPartition> partitions(String topic) {
    return logs.keySet().stream().filter(partition -> partition.topic().equals(topic)).toList();
  }

  /** The broker has topic ids, and this is what is made of the topic's. */
  void number(String topic, long number) {
    numbers.put(topic, number);
  }

  @Override
  public OptionalLong topicNumber(String topic) {
    Long number = numbers.get(topic);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  @Override
  public Map<TopicPartition, Long> committed(String group, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> wanted = new HashMap<>(committed);
    wanted.keySet().retainAll(partitions);
    committed.putAll(later);
    return wanted;
  }

  @Override
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    partitions.forEach(partition -> ends.put(partition, logs.get(partition).end));
    return ends;
  }

  @Override
  public Map<TopicPartition, Retained> read(
      Map<TopicPartition, Long> upTo, Consumer<ConsumerRecord<byte[], byte[]>> visitor)
      throws IOException {
    Map<TopicPartition, Retained> retained = new HashMap<>();
    upTo.forEach(
        (partition, offset) -> {
          Log log = logs.get(partition);
          long end = Math.min(offset, log.stableEnd);
          log.records
              .headMap(end)
              .forEach(
                  (at, value) ->
                      visitor.accept(
                          new ConsumerRecord<>(
                              partition.topic(), partition.partition(), at, null, value)));
          retained.put(partition, new Retained(log.earliest, end));
        });
    return retained;
  }

  @Override
  public void close() {}

  private Log log(String topic) {
    return logs.get(new TopicPartition(topic, 0));
  }

  private static int compare(TopicPartition a, TopicPartition b) {
    return a.topic().equals(b.topic())
        ? Integer.compare(a.partition(), b.partition())
        : a.topic().compareTo(b.topic());
  }
}
