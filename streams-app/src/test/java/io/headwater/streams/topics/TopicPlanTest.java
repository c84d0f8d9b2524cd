package io.headwater.streams.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.model.settings.Secret;
import io.headwater.model.settings.TopicSettings;
import io.headwater.streams.config.DeliverySettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.WebhookSettings;
import io.headwater.streams.ingest.DeadLetterLimit;
import io.headwater.streams.topics.PlannedTopic.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicPlanTest {

  private static final PlannedTopic CHANGELOG =
      new PlannedTopic("app-panes-changelog", Role.CHANGELOG, 4, (short) -1, Map.of());

  @Test
  void shouldWaitForKafkaStreamsOwnTopicsOnlyWhereTheyAreMadeUpFront() {
    assertThat(plan(Profile.EVENT_HUBS, null).awaited()).hasSize(9).contains(CHANGELOG.name());
    assertThat(plan(Profile.EVENT_HUBS, true).awaited()).hasSize(8);
    assertThat(plan(Profile.KAFKA, false).awaited()).hasSize(8);
    assertThat(plan(Profile.KAFKA, null).all()).hasSize(9).endsWith(CHANGELOG);
  }

  @Test
  void shouldMissOnlyWhatIsNotThere() {
    assertThat(plan(Profile.KAFKA, null).missing(Set.of("sensor-events", "sensor-alerts", "other")))
        .containsExactly(
            "sensor-reference",
            "detection-rules",
            "sensor-events-enriched",
            "sensor-aggregates",
            "sensor-anomalies",
            "sensor-events-rejected");
  }

  @Test
  void shouldKeepReferenceAndRulesForEverAndResultsForAWeek() {
    List<NewTopic> creations = creations(Profile.KAFKA);

    assertThat(creations).hasSize(8).allMatch(topic -> topic.numPartitions() == 4);
    assertThat(configuration(creations, "sensor-reference"))
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("message.timestamp.type", "LogAppendTime")
        .doesNotContainKey("retention.ms");
    assertThat(configuration(creations, "detection-rules"))
        .containsEntry("cleanup.policy", "compact");
    assertThat(configuration(creations, "sensor-aggregates"))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "604800000")
        .containsEntry("message.timestamp.type", "CreateTime");
  }

  @Test
  void shouldWantATopicForUndeliveredAlertsWhenAnyAreDelivered() {
    WebhookSettings webhook =
        new WebhookSettings(
            "ops", Secret.of("https://example.invalid"), null, null, null, null, null, null);
    TopicPlan plan =
        new TopicPlan(
            new StreamsSettings(
                null,
                null,
                null,
                null,
                null,
                null,
                new DeliverySettings(List.of(webhook), null, null)),
            settings -> List.of());

    assertThat(plan.awaited()).contains("sensor-alerts-undelivered");
    assertThat(plan(Profile.KAFKA, null).awaited()).doesNotContain("sensor-alerts-undelivered");
  }

  @Test
  void shouldMakeRoomForTheLargestDeadLetterWhereTheBrokerAllowsIt() {
    assertThat(configuration(creations(Profile.KAFKA), "sensor-events-rejected"))
        .containsEntry("max.message.bytes", Integer.toString(DeadLetterLimit.KAFKA_BYTES));
    assertThat(configuration(creations(Profile.EVENT_HUBS), "sensor-events-rejected"))
        .doesNotContainKey("max.message.bytes");
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void shouldCreateTopicsByItselfOnKafkaOnlyButDoAsItIsTold(Profile profile) {
    assertThat(plan(profile, null).mayCreate()).isEqualTo(profile == Profile.KAFKA);
    assertThat(plan(profile, true).mayCreate()).isTrue();
    assertThat(plan(profile, false).mayCreate()).isFalse();
  }

  private static List<NewTopic> creations(Profile profile) {
    TopicPlan plan = plan(profile, null);
    return plan.creations(plan.missing(Set.of()));
  }

  private static TopicPlan plan(Profile profile, @Nullable Boolean create) {
    return new TopicPlan(
        new StreamsSettings(
            new KafkaSettings(null, profile, null, null, null),
            new TopicSettings(
                null, null, null, null, null, null, null, null, null, create, null, null),
            null,
            null,
            null,
            null,
            null),
        settings -> List.of(CHANGELOG));
  }

  private static Map<String, String> configuration(List<NewTopic> creations, String name) {
    return creations.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow()
        .configs();
  }
}
