package io.headwater.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headwater.model.settings.KafkaSettings.Profile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                + " password=\"Endpoint=sb://plant.servicebus.windows.net/;SharedAccessKeyName=ops;"
                + "SharedAccessKey=a\\\\b\\\"c=\" username=\"$ConnectionString\";");
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
        new KafkaSettings(null, Profile.KAFKA, signInWith(CONNECTION_STRING), null, null);

    assertThat(settings.clientProperties(Set.of())).containsOnlyKeys("bootstrap.servers");
  }

  @Test
  void shouldTellNoSecrets() {
    KafkaSettings settings =
        eventHubs(CONNECTION_STRING, Map.of("ssl.keystore.password", "hunter2"));

    assertThat(settings.toString())
        .contains("ssl.keystore.password", "event-hubs", NAMESPACE)
        .doesNotContain("hunter2", "SharedAccessKey");
    assertThat(settings.eventHubs().toString()).contains("connectionString=***");
  }

  @Test
  void shouldSignInWithATokenOfEntraIdForTheNamespace() {
    KafkaSettings settings =
        new KafkaSettings(
            NAMESPACE,
            Profile.EVENT_HUBS,
            new EventHubsSettings(
                EventHubsAuth.ENTRA_ID, null, "the-client", "https://login.partner.example/"),
            null,
            null);

    assertThat(settings.clientProperties(Set.of()))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "OAUTHBEARER")
        .containsEntry("sasl.login.callback.handler.class", "io.headwater.eventhubs.EntraLogin")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                + " authorityHost=\"https://login.partner.example/\" clientId=\"the-client\""
                + " scope=\"https://plant.servicebus.windows.net/.default\";");
  }

  @Test
  void shouldFollowMicrosoftsRecommendationsForConsumersAndProducers() {
    KafkaSettings settings = eventHubs(CONNECTION_STRING, Map.of("linger.ms", "77"));

    assertThat(settings.consumerProperties(Set.of()))
        .containsEntry("session.timeout.ms", "30000")
        .containsEntry("heartbeat.interval.ms", "3000")
        .containsEntry("max.poll.interval.ms", "300000")
        .containsEntry("request.timeout.ms", "60000");
    assertThat(settings.producerProperties(Set.of()))
        .containsEntry("metadata.max.idle.ms", "180000")
        .containsEntry("max.request.size", "1000000")
        .containsEntry("compression.type", "gzip")
        .containsEntry("linger.ms", "77");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compression.type", "producer.compression.type"})
  void shouldRefuseACompressionThatEventHubsDoesNotHave(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> eventHubs(CONNECTION_STRING, Map.of(key, "zstd")))
        .withMessage(
            "headwater.kafka.properties.%s is zstd, but Event Hubs takes none or gzip only: use one"
                + " of these, or leave the property out (then it is gzip)",
            key);
    assertThat(eventHubs(CONNECTION_STRING, Map.of(key, "none"))).isNotNull();
    assertThat(kafka(Map.of(key, "zstd"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not-one",
        "Endpoint=https://plant.servicebus.windows.net/;SharedAccessKeyName=ops;SharedAccessKey=k3y",
        "Endpoint=sb://plant.servicebus.windows.net/;SharedAccessKeyName=ops",
        "Endpoint=sb://;SharedAccessKeyName=ops;SharedAccessKey=k3y"
      })
  void shouldSayWhatAConnectionStringLooksLikeWithoutShowingIt(String given) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signInWith(given))
        .withMessageStartingWith("headwater.kafka.event-hubs.connection-string must be as Azure")
        .withMessageNotContainingAny("k3y", "not-one", "plant");
  }

  @Test
  void shouldRefuseTheConnectionStringOfASingleEventHub() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signInWith(CONNECTION_STRING + ";EntityPath=sensor-events"))
        .withMessageContaining("is that of a single event hub (it has an EntityPath)")
        .withMessageNotContaining("SharedAccessKey=");
  }

  @Test
  void shouldTakeAConnectionStringWithASignatureInsteadOfAKey() {
    String signed =
        "Endpoint=sb://plant.servicebus.windows.net/;SharedAccessSignature=SharedAccessSignature"
            + " sr=plant&sig=c2ln&se=1&skn=ops";

    assertThat(signInWith(" " + signed + "\n").connectionString()).isEqualTo(Secret.of(signed));
  }

  @Test
  void shouldTakeAnAuthorityOverAnEncryptedLinkOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventHubsSettings(null, null, null, "http://login.example"))
        .withMessageContaining("headwater.kafka.event-hubs.authority-host is http://login.example");
  }

  private static EventHubsSettings signInWith(String connectionString) {
    return new EventHubsSettings(
        null, connectionString == null ? null : Secret.of(connectionString), null, null);
  }

  private static KafkaSettings kafka(Map<String, String> properties) {
    return new KafkaSettings(null, null, null, null, properties);
  }

  private static KafkaSettings eventHubs(String connectionString, Map<String, String> properties) {
    return new KafkaSettings(
        NAMESPACE, Profile.EVENT_HUBS, signInWith(connectionString), null, properties);
  }
}
