package io.headwater.streams.topics;

import io.headwater.streams.config.StreamsSettings;
import java.util.List;

/** Says which topics Kafka Streams has for itself. */
@FunctionalInterface
public interface InternalTopics {

  /** All of them, as Kafka Streams would make them by itself; asks no broker. */
  List<PlannedTopic> of(StreamsSettings settings);
}
