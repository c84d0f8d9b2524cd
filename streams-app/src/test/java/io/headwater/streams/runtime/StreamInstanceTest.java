package io.headwater.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.runtime.StreamInstance.Share;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class StreamInstanceTest {

  private static final String INPUT = "sensor-events";
  private static final String[] BETWEEN = {"app-location-partials", "app-alerts-by-location"};

  @Test
  void shouldNameThePartitionsOfTheInputAndCountTheOthers() {
    StreamsMetadata even = metadata("plant-0", evenOf(32), oddOf(32));
    StreamsMetadata odd = metadata("plant-1", oddOf(32), evenOf(32));

    List<StreamInstance> instances = StreamInstance.listOf(List.of(odd, even), INPUT);

    Share evens = new Share(IntStream.range(0, 16).mapToObj(i -> 2 * i).toList(), 32);
    Share odds = new Share(IntStream.range(0, 16).mapToObj(i -> 2 * i + 1).toList(), 32);
    assertThat(instances)
        .containsExactly(
            new StreamInstance("plant-0:8080", evens, odds),
            new StreamInstance("plant-1:8080", odds, evens));
  }

  @Test
  void shouldTellOfAnInstanceThatHasNothingToDo() {
    StreamsMetadata idle = metadata("plant-4", IntStream.empty(), IntStream.empty());

    assertThat(StreamInstance.listOf(List.of(idle), INPUT))
        .containsExactly(
            new StreamInstance("plant-4:8080", new Share(List.of(), 0), new Share(List.of(), 0)));
  }

  @Test
  void shouldWriteAnAddressAsItIsWrittenInASetting() {
    StreamsMetadata instance =
        new Metadata(HostInfo.buildFromEndpoint("[fd00::1]:8080"), Set.of(), Set.of());

    assertThat(StreamInstance.listOf(List.of(instance), INPUT))
        .singleElement()
        .extracting(StreamInstance::host)
        .isEqualTo("[fd00::1]:8080");
  }

  private static IntStream evenOf(int partitions) {
    return IntStream.range(0, partitions).filter(partition -> partition % 2 == 0);
  }

  private static IntStream oddOf(int partitions) {
    return IntStream.range(0, partitions).filter(partition -> partition % 2 == 1);
  }

  private static StreamsMetadata metadata(String host, IntStream active, IntStream standby) {
    return new Metadata(new HostInfo(host, 8080), ofAllTopics(active), ofAllTopics(standby));
  }

  private static Set<TopicPartition> ofAllTopics(IntStream partitions) {
    return partitions
        .boxed()
        .flatMap(
            partition ->
                Stream.concat(Stream.of(INPUT), Stream.of(BETWEEN))
                    .map(topic -> new TopicPartition(topic, partition)))
        .collect(Collectors.toSet());
  }

  private record Metadata(
      HostInfo hostInfo,
      Set<TopicPartition> topicPartitions,
      Set<TopicPartition> standbyTopicPartitions)
      implements StreamsMetadata {

    @Override
    public Set<String> stateStoreNames() {
      return Collections.emptySet();
    }

    @Override
    public Set<String> standbyStateStoreNames() {
      return Collections.emptySet();
    }

    @Override
    public String host() {
      return hostInfo.host();
    }

    @Override
    public int port() {
      return hostInfo.port();
    }
  }
}
