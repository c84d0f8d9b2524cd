package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker about topics. */
final class BrokerTopics {

  private final BrokerSession session;

  BrokerTopics(BrokerSession session) {
    this.session = session;
  }

  /**
   * What it says of each topic that is there; those missing are missing.
   *
   * @throws ExecutionException when it does not answer, or may not answer us
   */
  List<TopicFacts> facts(Collection<String> names) throws ExecutionException, InterruptedException {
    Admin admin = session.admin();
    Map<String, KafkaFuture<TopicDescription>> asked =
        admin
            .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    List<TopicDescription> there = new ArrayList<>();
    for (String name : names) {
      try {
        there.add(asked.get(name).get());
      } catch (ExecutionException e) {
        if (!(Reason.unwrapped(e) instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    List<TopicFacts> facts = new ArrayList<>();
    for (TopicDescription topic : there) {
      facts.add(facts(topic, settings(topic.name())));
    }
    return facts;
  }

  /** All names that begin with {@code prefix}. */
  List<String> namesFrom(String prefix) throws ExecutionException, InterruptedException {
    return session.admin().listTopics().names().get().stream()
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .toList();
  }

  private static TopicFacts facts(TopicDescription topic, Map<String, String> settings) {
    int leaderless =
        (int)
            topic.partitions().stream()
                .filter(each -> each.leader() == null || each.leader().equals(Node.noNode()))
                .count();
    int leastInSync = topic.partitions().stream().mapToInt(p -> p.isr().size()).min().orElse(0);
    return new TopicFacts(
        topic.name(),
        topic.partitions().size(),
        leaderless,
        leastInSync,
        settings,
        Optional.ofNullable(topic.authorizedOperations())
            .filter(allowed -> !allowed.isEmpty())
            .map(Set::copyOf));
  }

  private Map<String, String> settings(String topic)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      Config config =
          session.admin().describeConfigs(List.of(resource)).values().get(resource).get();
      Map<String, String> settings = new HashMap<>();
      for (ConfigEntry entry : config.entries()) {
        if (entry.value() != null) {
          settings.put(entry.name(), entry.value());
        }
      }
      return settings;
    } catch (ExecutionException e) {
      if (Reason.unwrapped(e) instanceof AuthorizationException) {
        return Map.of();
      }
      throw e;
    }
  }
}
