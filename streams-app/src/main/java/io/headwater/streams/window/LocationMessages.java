package io.headwater.streams.window;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** How the topic between the window stage and the location stage is written. */
public final class LocationMessages {

  private LocationMessages() {}

  /** Of what the window stage sends its way {@code locations}. */
  public static Serializer<Object> serializer() {
    return (topic, message) -> LocationFormat.encode((LocationMessage) message);
  }

  /** Parts of windows go where their location belongs, by key; marks are for everyone. */
  public static StreamPartitioner<byte[], Object> partitioner() {
    return (topic, key, message, partitions) ->
        message instanceof LocationMessage.Mark ? Optional.of(all(partitions)) : Optional.empty();
  }

  private static Set<Integer> all(int partitions) {
    return IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet());
  }
}
