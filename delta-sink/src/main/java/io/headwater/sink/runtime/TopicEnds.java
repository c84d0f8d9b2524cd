package io.headwater.sink.runtime;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What the broker last said, or why it said nothing.
 *
 * @param ends the offset behind the last committed record, by partition; those of topics that do
 *     not exist are missing
 * @param silence why the broker does not answer, in one sentence; empty when it does
 */
record TopicEnds(Map<TopicPartition, Long> ends, Optional<String> silence) {

  /** Before the first answer. */
  static final TopicEnds UNKNOWN = new TopicEnds(Map.of(), Optional.empty());

  TopicEnds {
    ends = Map.copyOf(ends);
  }
}
