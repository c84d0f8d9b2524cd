package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who decides on the number of pods, and by what. */
class ChartScalingTest {

  @Test
  void shouldScaleByTheBacklogOfTheInputTopicAlone() {
    Installed installed = Installed.of(Scenario.named("keda"));
    Manifest scaled = installed.only("ScaledObject");

    assertThat(Manifest.map(scaled.at("spec", "triggers", 0, "metadata")))
        .containsEntry(
            "topic", installed.settings("streams-app.yaml").get("headwater.topics.events"))
        .containsEntry(
            "consumerGroup",
            installed.settings("streams-app.yaml").get("headwater.streams.application-id"))
        .containsEntry("allowIdleConsumers", "false")
        .containsEntry("offsetResetPolicy", "earliest")
        .containsEntry("sasl", "plaintext")
        .containsEntry("tls", "enable")
        .containsEntry("lagThreshold", "100000");
    assertThat((int) scaled.at("spec", "minReplicaCount")).isPositive();
    assertThat(scaled.at("spec", "scaleTargetRef", "name"))
        .isEqualTo(installed.statefulSet().name());
  }

  @Test
  void shouldSignInToEventHubsWithTheConnectionStringThatIsThere() {
    Installed installed = Installed.of(Scenario.named("keda"));
    Manifest authentication = installed.only("TriggerAuthentication");

    assertThat(
            installed.only("ScaledObject").at("spec", "triggers", 0, "authenticationRef", "name"))
        .isEqualTo(authentication.name());
    assertThat(authentication.at("spec", "secretTargetRef", 0))
        .isEqualTo(
            Map.of("parameter", "password", "name", "event-hubs", "key", "connection-string"));
    assertThat(installed.streams().environment())
        .containsEntry("KEDA_KAFKA_USERNAME", "$ConnectionString");
  }

  @Test
  void shouldLeaveTheNumberOfPodsToWhoeverScales() {
    for (String scenario : List.of("keda", "keda-scram", "hpa", "everything")) {
      Installed installed = Installed.of(Scenario.named(scenario));
      assertThat(Manifest.map(installed.statefulSet().at("spec"))).doesNotContainKey("replicas");
      assertThat(installed.has("HorizontalPodAutoscaler"))
          .isNotEqualTo(installed.has("ScaledObject"));
    }
    assertThat(Installed.of(Scenario.named("kafka")).statefulSet().at("spec", "replicas"))
        .isEqualTo(2);
  }
}
