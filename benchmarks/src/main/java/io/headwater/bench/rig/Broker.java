package io.headwater.bench.rig;

import io.headwater.quickstart.Quickstart;
import io.headwater.quickstart.cli.CommandFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The command {@code broker} in a process of its own, and what one can ask it; every question
 * throws a {@link CommandFailure} when it gets no answer. For use by one thread.
 */
public final class Broker implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Pattern READY = Pattern.compile("Broker ready at (\\S+),");

  private final ChildJvm process;
  private final String bootstrapServers;
  private final Admin admin;

  private Broker(ChildJvm process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Starts one and returns when it is ready. */
  public static Broker start(Workbench workbench) {
    ChildJvm process =
        workbench.start(
            "broker",
            Quickstart.class,
            "512m",
            List.of(
                "broker", "--dir", workbench.directory().resolve("broker").toString(), "--port=0"));
    Waiting.Deadline deadline = Waiting.deadline(PATIENCE);
    while (!deadline.hasPassed()) {
      process.requireAlive();
      Matcher ready = READY.matcher(process.output());
      if (ready.find()) {
        return new Broker(process, ready.group(1));
      }
      Waiting.pause(LOOK);
    }
    throw process.failure("was not ready within " + PATIENCE.toSeconds() + " s");
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** CPU time it has used so far. */
  public Duration cpu() {
    return process.cpu();
  }

  /**
   * Creates a topic that keeps everything, and waits until each partition has a leader that knows
   * it is one: before that, it may refuse a producer's first batch and take the second, and then
   * the first for ever comes out of turn.
   */
  public void create(String topic, int partitions) {
    NewTopic forGood =
        new NewTopic(topic, partitions, (short) 1)
            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
    get(admin.createTopics(List.of(forGood)).all());
    Map<TopicPartition, OffsetSpec> all =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
    Waiting.Deadline deadline = Waiting.deadline(PATIENCE);
    while (!isAnswered(admin.describeTopics(List.of(topic)).allTopicNames())
        || !isAnswered(admin.listOffsets(all).all())) { // only leaders answer this
      if (deadline.hasPassed()) {
        throw process.failure(
            "has no leader for each partition of %s after %d s"
                .formatted(topic, PATIENCE.toSeconds()));
      }
      Waiting.pause(LOOK);
    }
  }

  /** Whether something was answered, and not put off. */
  private boolean isAnswered(KafkaFuture<?> answer) {
    try {
      answer.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw process.failure("answered: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("The benchmark was interrupted.", e);
    }
  }

  /** Deletes all topics whose names begin with {@code prefix}, and waits until they are gone. */
  public void deleteTopics(String prefix) {
    get(admin.deleteTopics(topics(prefix)).all());
    while (!topics(prefix).isEmpty()) {
      Waiting.pause(LOOK);
    }
  }

  private List<String> topics(String prefix) {
    return get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names()).stream()
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  /** What a consumer group has committed: the next offset to read of each partition. */
  Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndMetadata> offset :
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet()) {
      if (offset.getValue() != null) {
        committed.put(offset.getKey(), offset.getValue().offset());
      }
    }
    return committed;
  }

  /**
   * Records of a topic that a process has not committed yet; where they come in transactions, a
   * marker counts as one.
   */
  public long lag(Drainer drainer, String topic) {
    Map<TopicPartition, Long> committed = committed(drainer.group());
    return ends(List.of(topic)).entrySet().stream()
        .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
        .sum();
  }

  /** The internal topics through which a stream sends records to itself. */
  List<String> repartitionTopics(String stream) {
    return topics(stream + "-").stream().filter(name -> name.endsWith("-repartition")).toList();
  }

  /** The offset after the last record, of each partition of the topics. */
  public Map<TopicPartition, Long> ends(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    get(admin.describeTopics(topics).allTopicNames())
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        partition ->
                            latest.put(
                                new TopicPartition(name, partition.partition()),
                                OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    get(admin.listOffsets(latest).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** Offsets that a topic has given, those of transaction markers among them. */
  public long offsets(String topic) {
    return ends(List.of(topic)).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Waits until a topic has not grown for so long. */
  public void awaitQuiet(String topic, Duration quiet) {
    long offsets = offsets(topic);
    Waiting.Deadline deadline = Waiting.deadline(quiet);
    while (!deadline.hasPassed()) {
      Waiting.pause(LOOK);
      long now = offsets(topic);
      if (now > offsets) {
        offsets = now;
        deadline = Waiting.deadline(quiet);
      }
    }
  }

  /** How much each topic holds, the broker's own among them. */
  public TopicVolumes volumes() {
    Map<String, TopicVolumes.Volume> volumes = new HashMap<>();
    // The directory may still hold files of deleted topics
    ends(topics(""))
        .forEach(
            (partition, end) ->
                volumes.merge(
                    partition.topic(), new TopicVolumes.Volume(end, 0), TopicVolumes.Volume::plus));
    for (LogDirDescription directory :
        get(admin.describeLogDirs(List.of(nodeId())).allDescriptions()).get(nodeId()).values()) {
      for (Map.Entry<TopicPartition, ReplicaInfo> replica : directory.replicaInfos().entrySet()) {
        volumes.computeIfPresent(
            replica.getKey().topic(),
            (topic, volume) -> volume.plus(new TopicVolumes.Volume(0, replica.getValue().size())));
      }
    }
    return new TopicVolumes(volumes);
  }

  private int nodeId() {
    return get(admin.describeCluster().nodes()).iterator().next().id();
  }

  private <T> T get(KafkaFuture<T> answer) {
    process.requireAlive();
    try {
      return answer.get();
    } catch (ExecutionException | KafkaException e) {
      throw process.failure("answered: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("The benchmark was interrupted.", e);
    }
  }

  /** Ends the questions; the process ends with the workbench. */
  @Override
  public void close() {
    admin.close();
  }
}
