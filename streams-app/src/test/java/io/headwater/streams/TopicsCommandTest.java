package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.topics.PlannedTopic;
import io.headwater.streams.topics.PlannedTopic.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TopicsCommandTest {

  private static final String EVENT_HUBS = "--headwater.kafka.profile=event-hubs";

  @Test
  void shouldKeepStateForEverAndWhatIsOnItsWayForAWeekOnEventHubs() {
    List<PlannedTopic> internal = internal(Profile.EVENT_HUBS, InputKeying.BY_SENSOR);

    assertThat(internal)
        .extracting(PlannedTopic::name)
        .startsWith(
            "headwater-streams-alerts-by-location-repartition",
            "headwater-streams-location-partials-repartition")
        .contains("headwater-streams-panes-changelog", "headwater-streams-detection-changelog");
    assertThat(internal).allMatch(topic -> topic.timestampType().equals("CreateTime"));
    assertThat(internal)
        .filteredOn(topic -> topic.role() == Role.REPARTITION)
        .allMatch(topic -> topic.retention().orElseThrow().equals(Duration.ofDays(7)));
    assertThat(internal)
        .filteredOn(topic -> topic.role() == Role.CHANGELOG)
        .isNotEmpty()
        .allMatch(topic -> topic.cleanupPolicy().equals("compact"));
  }

  @Test
  void shouldKeepWhatIsOnItsWayUntilItIsReadOnKafka() {
    assertThat(internal(Profile.KAFKA, InputKeying.BY_SENSOR))
        .filteredOn(topic -> topic.role() == Role.REPARTITION)
        .isNotEmpty()
        .allMatch(topic -> topic.retention().isEmpty());
  }

  @Test
  void shouldPlanTheTopicThatGathersSensorsWhereTheInputIsNotKeyedByThem() {
    assertThat(internal(Profile.KAFKA, InputKeying.ANY))
        .extracting(PlannedTopic::name)
        .contains("headwater-streams-events-by-sensor-repartition");
  }

  @Test
  void shouldShowThePlanAsATable() {
    TopicsCommandRun plan =
        TopicsCommandRun.of(
            "plan",
            EVENT_HUBS,
            "--headwater.topics.partitions=8",
            "--headwater.streams.application-id=plant");

    assertThat(plan.exitCode()).isZero();
    assertThat(plan.out().lines())
        .contains(
            "TOPIC                                 ROLE         PARTITIONS  CLEANUP  RETENTION  TIMESTAMPS",
            "sensor-events                         input        8           delete   7d         CreateTime",
            "detection-rules                       lookup       8           compact  -          LogAppendTime",
            "plant-location-partials-repartition   repartition  8           delete   7d         CreateTime",
            "plant-panes-changelog                 changelog    8           compact  -          CreateTime");
  }

  @Test
  void shouldShowThePlanUnderKafkasNames() {
    TopicsCommandRun plan = TopicsCommandRun.of("plan", "--json");

    assertThat(plan.out())
        .startsWith("[ {")
        .contains("\"name\" : \"headwater-streams-panes-changelog\"", "\"role\" : \"changelog\"")
        .contains("\"cleanup.policy\" : \"compact\"", "\"replication_factor\" : -1");
  }

  @Test
  void shouldShowThePlanAsParametersOfTheBicepFile() {
    TopicsCommandRun plan = TopicsCommandRun.of("plan", "--bicep-parameters", EVENT_HUBS);

    assertThat(plan.out().replaceAll("\\s+", ""))
        .startsWith("{\"$schema\":\"https://schema.management.azure.com/")
        .contains(
            "{\"name\":\"sensor-events\",\"partitions\":4,\"retention\":{\"cleanupPolicy\":\"Delete\","
                + "\"retentionTimeInHours\":168},\"timestampType\":\"Create\"}",
            "{\"name\":\"detection-rules\",\"partitions\":4,\"retention\":{\"cleanupPolicy\":\"Compact\","
                + "\"tombstoneRetentionTimeInHours\":24},\"timestampType\":\"LogAppend\"}");
  }

  @Test
  void shouldNameInItsParametersWhatTheBicepFileDeclares() throws IOException {
    String bicep = Files.readString(Path.of("..", "docs", "azure", "event-hubs.bicep"));
    String parameters = TopicsCommandRun.of("plan", "--bicep-parameters", EVENT_HUBS).out();

    assertThat(bicep).contains("param topics eventHub[]");
    String declared = bicep.substring(bicep.indexOf("type eventHub = {"));
    Matcher field = Pattern.compile("\"(\\w+)\" : ").matcher(eventHubs(parameters));
    assertThat(field.results().map(found -> found.group(1)).distinct())
        .hasSize(7)
        .allSatisfy(name -> assertThat(declared).containsPattern(name + ": [{'is]"));
    assertThat(parameters).contains("\"Delete\"", "\"Compact\"", "\"Create\"", "\"LogAppend\"");
    assertThat(declared).contains("'Delete'", "'Compact'", "'Create' | 'LogAppend'");
  }

  private static String eventHubs(String parameters) {
    return parameters.substring(parameters.indexOf("\"name\""));
  }

  @Test
  void shouldMakeParametersForEventHubsOnly() {
    TopicsCommandRun plan = TopicsCommandRun.of("plan", "--bicep-parameters");

    assertThat(plan.exitCode()).isEqualTo(1);
    assertThat(plan.out()).isEmpty();
    assertThat(plan.err())
        .isEqualToIgnoringNewLines(
            "headwater: --bicep-parameters is for Event Hubs, and the profile decides about"
                + " retention: add --headwater.kafka.profile=event-hubs.");
  }

  @Test
  void shouldRefuseWhatIsNoSettingWithoutTellingItsValue() {
    TopicsCommandRun wrong =
        TopicsCommandRun.of("plan", "headwater.kafka.event-hubs.connection-string=s3cret");
    TopicsCommandRun unknown = TopicsCommandRun.of("plan", "--headwater.topics.partition=3");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("There is no option or setting").doesNotContain("s3cret");
    assertThat(unknown.err()).contains("did you mean headwater.topics.partitions?");
    assertThat(TopicsCommandRun.of().err()).startsWith("topics what? plan or create");
  }

  private static List<PlannedTopic> internal(Profile profile, InputKeying keying) {
    KafkaSettings kafka = new KafkaSettings(null, profile, null, keying, null);
    return new TopologyTopics().of(new StreamsSettings(kafka, null, null, null, null, null, null));
  }
}
