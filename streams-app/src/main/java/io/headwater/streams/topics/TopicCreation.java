package io.headwater.streams.topics;

import static java.util.stream.Collectors.toCollection;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes what is missing of a plan, if what is there fits it. */
final class TopicCreation {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int LOOKS = 300;

  private final Admin admin;
  private final List<PlannedTopic> plan;

  TopicCreation(Admin admin, List<PlannedTopic> plan) {
    this.admin = admin;
    this.plan = List.copyOf(plan);
  }

  /**
   * Tells of each topic what became of it.
   *
   * @throws IllegalArgumentException when a topic that is there does not fit, or one could not be
   *     made: a sentence
   * @throws ExecutionException when the broker does not answer
   */
  void run(PrintWriter out) throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> existing = existing();
    requireFit(existing);
    List<PlannedTopic> missing = new ArrayList<>();
    for (PlannedTopic topic : plan) {
      TopicDescription found = existing.get(topic.name());
      if (found == null) {
        missing.add(topic);
      } else {
        out.println("there    %s (%d partitions)".formatted(topic.name(), partitions(found)));
      }
    }
    List<String> refused = create(missing, out);
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "Kafka did not create %s. Create them by other means (on Event Hubs docs/azure/event-hubs.bicep), or mend the cause and run this again."
              .formatted(String.join("; ", refused)));
    }
    awaitSeen(missing);
  }

  /**
   * Waits until a broker that is asked knows them: a topic counts as created when the controller
   * has it, and brokers hear of that later. Who starts the stream next must find them.
   */
  private void awaitSeen(List<PlannedTopic> created)
      throws ExecutionException, InterruptedException {
    Set<String> unseen =
        created.stream().map(PlannedTopic::name).collect(toCollection(TreeSet::new));
    for (int look = 1; look <= LOOKS; look++) {
      unseen.removeAll(admin.listTopics().names().get());
      if (unseen.isEmpty()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
    throw new IllegalArgumentException(
        "Kafka took %s, but does not list them after %d s: look at its log, and run this again to see whether they are there."
            .formatted(String.join(", ", unseen), PAUSE.multipliedBy(LOOKS).toSeconds()));
  }

  private Map<String, TopicDescription> existing() throws ExecutionException, InterruptedException {
    Set<String> names = admin.listTopics().names().get();
    return admin
        .describeTopics(plan.stream().map(PlannedTopic::name).filter(names::contains).toList())
        .allTopicNames()
        .get();
  }

  private void requireFit(Map<String, TopicDescription> existing) {
    List<String> misfits = new ArrayList<>();
    for (PlannedTopic topic : plan) {
      TopicDescription found = existing.get(topic.name());
      if (found != null
          && !topic.role().takesAnyPartitions()
          && partitions(found) != topic.partitions()) {
        misfits.add(
            "%s (%s) has %d partitions".formatted(topic.name(), topic.role(), partitions(found)));
      }
    }
    if (!misfits.isEmpty()) {
      throw new IllegalArgumentException(
          "%s, but %d are planned, and input and internal topics must all have the same number: set --headwater.topics.partitions to that of the input, and delete internal topics that have another. Nothing was created."
              .formatted(String.join(", ", misfits), plan.get(0).partitions()));
    }
  }

  private List<String> create(List<PlannedTopic> missing, PrintWriter out)
      throws ExecutionException, InterruptedException {
    Map<String, KafkaFuture<Void>> creations =
        admin.createTopics(missing.stream().map(PlannedTopic::toNewTopic).toList()).values();
    List<String> refused = new ArrayList<>();
    for (PlannedTopic topic : missing) {
      try {
        creations.get(topic.name()).get();
        out.println("created  %s (%d partitions)".formatted(topic.name(), topic.partitions()));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TopicExistsException) { // somebody else was faster
          out.println("there    " + topic.name());
        } else if (e.getCause() instanceof RetriableException) {
          throw e;
        } else {
          refused.add(topic.name() + " (" + e.getCause().getMessage() + ")");
        }
      }
    }
    return refused;
  }

  private static int partitions(TopicDescription topic) {
    return topic.partitions().size();
  }
}
