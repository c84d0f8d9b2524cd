package io.headwater.streams;

import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.runtime.StreamsClientConfig;
import io.headwater.streams.time.PartitionProgress;
import io.headwater.streams.topics.InternalTopics;
import io.headwater.streams.topics.PlannedTopic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.streams.StreamsConfig;

/** Reads Kafka Streams' own topics off the topology itself, which is built for that and not run. */
public final class TopologyTopics implements InternalTopics {

  /** Builds the topology when it is asked. */
  public TopologyTopics() {}

  @Override
  public List<PlannedTopic> of(StreamsSettings settings) {
    RepartitionedTopology topology =
        (RepartitionedTopology)
            SensorTopology.build(settings, new NotAsked(), new SimpleMeterRegistry());
    StreamsConfig config = new StreamsConfig(new StreamsClientConfig(settings).forTopology());
    return topology.internalTopics(config, settings.topics());
  }

  /** Nothing is read, so nobody asks how far it is. */
  private static final class NotAsked implements PartitionProgress {
    @Override
    public Optional<Confirmed> latest(int partition) {
      return Optional.empty();
    }

    @Override
    public OptionalInt partitions() {
      return OptionalInt.empty();
    }
  }
}
