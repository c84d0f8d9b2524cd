package io.headwater.streams.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;

/**
 * What one instance of the application does, as the last assignment of partitions has it.
 *
 * @param host its {@code headwater.streams.application-server}
 * @param active what it processes
 * @param standby what it keeps a warm copy of the state of
 */
record StreamInstance(String host, Share active, Share standby) {

  /**
   * Some of the partitions that the stages of the stream read.
   *
   * @param inputPartitions those of the input topic
   * @param internalPartitions how many there are of the topics between the stages, which are as
   *     many as the input's each
   */
  record Share(List<Integer> inputPartitions, int internalPartitions) {

    private static Share of(Set<TopicPartition> partitions, String input) {
      List<Integer> ofInput =
          partitions.stream()
              .filter(partition -> partition.topic().equals(input))
              .map(TopicPartition::partition)
              .sorted()
              .toList();
      return new Share(ofInput, partitions.size() - ofInput.size());
    }
  }

  /**
   * Those that Kafka Streams knows of, by host.
   *
   * @param input the topic that the stream reads
   */
  static List<StreamInstance> listOf(Collection<StreamsMetadata> instances, String input) {
    return instances.stream()
        .map(
            instance ->
                new StreamInstance(
                    address(instance),
                    Share.of(instance.topicPartitions(), input),
                    Share.of(instance.standbyTopicPartitions(), input)))
        .sorted(Comparator.comparing(StreamInstance::host))
        .toList();
  }

  /** As it was set: Kafka Streams takes the brackets off an address of IPv6. */
  private static String address(StreamsMetadata instance) {
    String host = instance.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + instance.port();
  }
}
