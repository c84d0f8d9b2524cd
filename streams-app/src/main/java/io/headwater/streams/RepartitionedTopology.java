package io.headwater.streams;

import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.internals.InternalTopicProperties;

/**
 * A topology with topics of its own between its parts. Kafka Streams makes them, with as many
 * partitions as the input has, puts the application id before their names, and deletes what was
 * read.
 *
 * <p>The DSL's {@code repartition()} does the same; a plain {@link Topology} has no public way to
 * ask for it, and this class is all that knows the internal one.
 */
final class RepartitionedTopology extends Topology {

  /** Declares the topic; a sink and a source then use {@code name} as they do any other. */
  RepartitionedTopology addRepartitionTopic(String name) {
    internalTopologyBuilder.addInternalTopic(name, InternalTopicProperties.empty());
    return this;
  }
}
