package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.streams.config.ProcessingSettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.topics.PlannedTopic;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class TopicsCommandIT {

  @TempDir private static Path directory;
  private static KafkaProcess broker;
  private static Admin admin;

  @BeforeAll
  static void startBroker() {
    broker = new KafkaProcess(directory.resolve("broker")).start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @Test
  void shouldPlanJustTheTopicsThatKafkaStreamsMakesByItself() throws Exception {
    List<PlannedTopic> planned = new TopologyTopics().of(named("by-itself"));

    try (StreamProcess stream =
        StreamProcess.start(broker, directory, "--headwater.streams.application-id=by-itself")) {
      await().atMost(Duration.ofMinutes(2)).until(stream.probe()::isReady);
    }

    assertThat(internalTopics("by-itself-")).containsExactlyInAnyOrderElementsOf(names(planned));
    Map<String, Map<String, String>> made = configurations(names(planned));
    for (PlannedTopic topic : planned) {
      assertThat(made.get(topic.name()))
          .as(topic.name())
          .containsEntry("partitions", Integer.toString(topic.partitions()))
          .containsAllEntriesOf(topic.configuration());
    }
  }

  @Test
  void shouldCreateWhatIsMissingAndFindAllThereTheSecondTime() throws Exception {
    String[] command = command("create", "up-front");

    TopicsCommandRun first = TopicsCommandRun.of(command);
    TopicsCommandRun second = TopicsCommandRun.of(command);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("created  up-front-panes-changelog (4 partitions)");
    assertThat(second.exitCode()).isZero();
    assertThat(second.out().lines()).isNotEmpty().allMatch(line -> line.startsWith("there "));
    List<PlannedTopic> planned = new TopologyTopics().of(named("up-front"));
    assertThat(internalTopics("up-front-")).containsExactlyInAnyOrderElementsOf(names(planned));
  }

  @Test
  void shouldCreateNothingWhenAnExistingTopicHasAnotherNumberOfPartitions() throws Exception {
    assertThat(TopicsCommandRun.of(command("create", "misfit")).exitCode()).isZero();

    TopicsCommandRun other =
        TopicsCommandRun.of(command("create", "other", "--headwater.topics.partitions=3"));

    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err())
        .isEqualToIgnoringNewLines(
            "headwater: sensor-events (input) has 4 partitions, but 3 are planned, and input and"
                + " internal topics must all have the same number: set --headwater.topics.partitions"
                + " to that of the input, and delete internal topics that have another. Nothing was"
                + " created.");
    assertThat(internalTopics("other-")).isEmpty();
  }

  private static String[] command(String name, String applicationId, String... more) {
    return Stream.concat(
            Stream.of(
                name,
                "--headwater.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--headwater.streams.application-id=" + applicationId),
            Arrays.stream(more))
        .toArray(String[]::new);
  }

  private static StreamsSettings named(String applicationId) {
    return new StreamsSettings(
        KafkaSettings.defaults(),
        null,
        new ProcessingSettings(applicationId, null, null, null, null, null, null, null, null, null),
        null,
        null,
        null,
        null);
  }

  private static List<String> names(List<PlannedTopic> topics) {
    return topics.stream().map(PlannedTopic::name).toList();
  }

  private static Set<String> internalTopics(String prefix) throws Exception {
    return admin.listTopics().names().get().stream()
        .filter(name -> name.startsWith(prefix))
        .collect(Collectors.toSet());
  }

  /** Under Kafka's names, and the number of partitions. */
  private static Map<String, Map<String, String>> configurations(List<String> topics)
      throws Exception {
    Map<ConfigResource, Config> configs =
        admin
            .describeConfigs(
                topics.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList())
            .all()
            .get();
    Map<String, Map<String, String>> all =
        configs.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().name(),
                    entry ->
                        entry.getValue().entries().stream()
                            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                all.get(name).put("partitions", Integer.toString(topic.partitions().size())));
    return all;
  }
}
