package io.headwater.sink.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker every second how far the topics go, so that lag is known without the workers
 * asking, and says when it stops answering and when it answers again: once, for all tables.
 *
 * <p>{@link #look} is called by one thread; {@link #ends} by any.
 */
final class BrokerWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);

  private final String bootstrapServers;
  private final List<String> topics;
  private final Supplier<Admin> admins;
  private @Nullable Admin admin;
  private volatile TopicEnds latest = TopicEnds.UNKNOWN;

  BrokerWatch(String bootstrapServers, List<String> topics, Supplier<Admin> admins) {
    this.bootstrapServers = bootstrapServers;
    this.topics = List.copyOf(topics);
    this.admins = admins;
  }

  /** What the broker said last. */
  TopicEnds ends() {
    return latest;
  }

  /** Asks; takes some seconds when nobody answers. */
  void look() throws InterruptedException {
    boolean wasSilent = latest.silence().isPresent();
    try {
      latest = new TopicEnds(ask(client()), Optional.empty());
      if (wasSilent) {
        LOG.info("Kafka at {} answers again", bootstrapServers);
      }
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
      String sentence =
          "Kafka at %s does not answer%s; it is tried again until it does"
              .formatted(bootstrapServers, reason(cause));
      // What it said before is out of date now, and lag must not look as if it were known.
      latest = new TopicEnds(Map.of(), Optional.of(sentence));
      if (!wasSilent) {
        LOG.warn("{}", sentence);
      }
    }
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }

  private Map<TopicPartition, Long> ask(Admin client)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    for (KafkaFuture<TopicDescription> description :
        client.describeTopics(topics).topicNameValues().values()) {
      try {
        TopicDescription topic = description.get();
        topic
            .partitions()
            .forEach(
                partition ->
                    question.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    ListOffsetsResult answers =
        client.listOffsets(question, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    Map<TopicPartition, Long> ends = new HashMap<>();
    @Nullable ExecutionException failure = null;
    for (TopicPartition partition : question.keySet()) {
      try {
        ends.put(partition, answers.partitionResult(partition).get().offset());
      } catch (ExecutionException e) {
        failure = e; // one without a leader says nothing about the others
      }
    }
    if (failure != null && ends.isEmpty()) {
      throw failure;
    }
    return ends;
  }

  private Admin client() {
    Admin made = admin == null ? admins.get() : admin;
    admin = made;
    return made;
  }

  /** Time-outs only tell which of our questions it was that nobody answered. */
  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof KafkaException
        || cause instanceof ConfigException
        || cause instanceof LoginException) {
      return reason(cause);
    }
    return failure instanceof TimeoutException ? "" : " (" + failure.getMessage() + ")";
  }
}
