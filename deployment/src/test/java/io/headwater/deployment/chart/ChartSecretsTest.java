package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets stay where they are: the chart names them, and never has one. */
class ChartSecretsTest {

  private static final Pattern SECRET =
      Pattern.compile(
          "connection.string|account.key|client.secret|hmac.secret|password|jaas|webhook.*url",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Z0-9_]+}");

  static List<Scenario> scenarios() {
    return Scenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldComeFromSecretsThatExist(Scenario scenario) {
    Installed installed = Installed.of(scenario);

    assertThat(installed.has("Secret")).isFalse();
    assertNamesOnly(installed.streams());
    assertNamesOnly(installed.sink());
    assertPlaceholdersOnly(installed.settings("streams-app.yaml"));
    assertPlaceholdersOnly(installed.settings("delta-sink.yaml"));
  }

  @Test
  void shouldReachTheAppThatNeedsThem() {
    Map<String, Object> streams =
        Installed.of(Scenario.named("kafka-sasl")).streams().environment();
    Map<String, Object> sink = Installed.of(Scenario.named("event-hubs")).sink().environment();
    Map<String, Object> application =
        Installed.of(Scenario.named("sink-deployment")).sink().environment();

    assertThat(streams)
        .containsEntry("HEADWATER_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", secret("kafka-user", "jaas"))
        .containsEntry("WEBHOOK_0_URL", secret("alerts", "control-room-url"))
        .containsEntry("WEBHOOK_0_HMAC_SECRET", secret("alerts", "control-room-hmac"))
        .containsEntry("WEBHOOK_1_URL", secret("alerts", "archive-url"))
        .doesNotContainKey("WEBHOOK_1_HMAC_SECRET");
    assertThat(sink)
        .containsEntry(
            "HEADWATER_KAFKA_EVENT_HUBS_CONNECTION_STRING",
            secret("event-hubs", "connection-string"))
        .containsEntry("HEADWATER_DELTA_AZURE_ACCOUNT_KEY", secret("lake", "account-key"));
    assertThat(application)
        .containsEntry("HEADWATER_DELTA_AZURE_CLIENT_SECRET", secret("lake", "client-secret"));
  }

  @Test
  void shouldNotBeNeededWithWorkloadIdentity() {
    Installed installed = Installed.of(Scenario.named("event-hubs-workload-identity"));

    assertThat(installed.manifests().toString()).doesNotContain("secretKeyRef");
    assertThat(Manifest.map(installed.statefulSet().at("spec", "template", "metadata", "labels")))
        .containsEntry("azure.workload.identity/use", "true");
    assertThat(Manifest.map(installed.only("ServiceAccount").at("metadata", "annotations")))
        .containsEntry("azure.workload.identity/client-id", "00000000-0000-0000-0000-000000000001")
        .containsEntry("azure.workload.identity/tenant-id", "00000000-0000-0000-0000-000000000002");
  }

  private static void assertNamesOnly(Container container) {
    container
        .environment()
        .forEach(
            (name, value) -> {
              if (SECRET.matcher(name).find()) {
                assertThat(value).as(name).isInstanceOf(Map.class);
                assertThat(Manifest.map(value)).containsOnlyKeys("secretKeyRef");
              }
            });
  }

  private static void assertPlaceholdersOnly(Map<String, Object> settings) {
    settings.forEach(
        (name, value) -> {
          if (SECRET.matcher(name).find() && !name.endsWith("auth")) {
            assertThat(String.valueOf(value)).as(name).matches(PLACEHOLDER);
          }
        });
  }

  private static Map<String, Object> secret(String name, String key) {
    return Map.of("secretKeyRef", Map.of("name", name, "key", key));
  }
}
