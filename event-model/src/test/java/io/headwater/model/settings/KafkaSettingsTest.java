package io.headwater.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headwater.model.settings.KafkaSettings.EventHubs;
import io.headwater.model.settings.KafkaSettings.Profile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

  private static final String NAMESPACE = "plant.servicebus.windows.net:9093";
  private static final String CONNECTION_STRING =
      "Endpoint=sb://plant.servicebus.windows.net/;SharedAccessKeyName=ops;SharedAccessKey=a\\b\"c=";

  @Test
  void shouldReachALocalBrokerByDefault() {
    KafkaSettings settings = KafkaSettings.defaults();

    assertThat(settings.profile()).isEqualTo(Profile.KAFKA);
    assertThat(settings.clientProperties(Set.of()))
        .containsExactlyEntriesOf(Map.of("bootstrap.servers", "localhost:9092"));
  }

  @Test
  void shouldPassPropertiesThroughToTheClient() {
    KafkaSettings settings = kafka(Map.of("fetch.max.bytes", "1000"));

    assertThat(settings.clientProperties(Set.of("isolation.level")))
        .containsEntry("fetch.max.bytes", "1000");
  }

  @Test
  void shouldRefuseAPropertyItsGuaranteesRestOn() {
    KafkaSettings settings = kafka(Map.of("isolation.level", "read_uncommitted"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.clientProperties(Set.of("isolation.level")))
        .withMessage(
            "headwater.kafka.properties.isolation.level must not be set: Headwater sets it itself,"
                + " because its guarantees rest on it. Remove the property.");
  }

  @Test
  void shouldNotFollowLaterChangesOfTheMapItWasMadeOf() {
    Map<String, String> properties = new HashMap<>(Map.of("client.rack", "a"));
    KafkaSettings settings = kafka(properties);

    properties.put("client.rack", "b");

    assertThat(settings.clientProperties(Set.of())).containsEntry("client.rack", "a");
  }

  @Test
  void shouldSignInToEventHubsWithAConnectionString() {
    KafkaSettings settings = eventHubs(CONNECTION_STRING, Map.of());

    assertThat(settings.clientProperties(Set.of()))
        .containsEntry("bootstrap.servers", NAMESPACE)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "PLAIN")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"$ConnectionString\" password=\"Endpoint=sb://plant.servicebus.windows"
                + ".net/;SharedAccessKeyName=ops;SharedAccessKey=a\\\\b\\\"c=\";");
  }

  @Test
  void shouldGiveUpIdleLinksBeforeAzureCutsThem() {
    Map<String, Object> client = eventHubs(CONNECTION_STRING, Map.of()).clientProperties(Set.of());

    assertThat(Long.parseLong((String) client.get("connections.max.idle.ms"))).isLessThan(240_000);
    assertThat(Long.parseLong((String) client.get("metadata.max.age.ms"))).isLessThan(240_000);
  }

  @Test
  void shouldLeaveSigningInToThePropertiesWithoutAConnectionString() {
    KafkaSettings settings = eventHubs(null, Map.of("sasl.mechanism", "OAUTHBEARER"));

    assertThat(settings.clientProperties(Set.of()))
        .containsEntry("sasl.mechanism", "OAUTHBEARER")
        .containsEntry("security.protocol", "SASL_SSL")
        .doesNotContainKey("sasl.jaas.config");
  }

  @Test
  void shouldLetPropertiesOverruleWhatTheProfileRecommends() {
    KafkaSettings settings = eventHubs(CONNECTION_STRING, Map.of("request.timeout.ms", "90000"));

    assertThat(settings.clientProperties(Set.of())).containsEntry("request.timeout.ms", "90000");
  }

  @Test
  void shouldNotSendAConnectionStringToAnotherKindOfBroker() {
    KafkaSettings settings =
        new KafkaSettings(null, Profile.KAFKA, new EventHubs(CONNECTION_STRING), null, null);

    assertThat(settings.clientProperties(Set.of())).containsOnlyKeys("bootstrap.servers");
  }

  @Test
  void shouldTellNoSecrets() {
    KafkaSettings settings =
        eventHubs(CONNECTION_STRING, Map.of("ssl.keystore.password", "hunter2"));

    assertThat(settings.toString())
        .contains("ssl.keystore.password", "EVENT_HUBS", NAMESPACE)
        .doesNotContain("hunter2", "SharedAccessKey");
    assertThat(settings.eventHubs().toString()).isEqualTo("EventHubs[connectionString=***]");
    assertThat(new EventHubs(null).toString()).isEqualTo("EventHubs[connectionString=]");
  }

  private static KafkaSettings kafka(Map<String, String> properties) {
    return new KafkaSettings(null, null, null, null, properties);
  }

  private static KafkaSettings eventHubs(String connectionString, Map<String, String> properties) {
    return new KafkaSettings(
        NAMESPACE, Profile.EVENT_HUBS, new EventHubs(connectionString), null, properties);
  }
}
