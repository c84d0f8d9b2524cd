package io.headwater.model.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a Kafka client needs for the Kafka endpoint of Azure Event Hubs, after Microsoft's
 * recommended client configurations: links idle for four minutes are cut by Azure's load balancers,
 * so clients give them up before that.
 */
final class EventHubsClient {

  /** Named, not used: who does not sign in by it does not load Azure's libraries. */
  private static final String ENTRA_LOGIN = "io.headwater.eventhubs.EntraLogin";

  private static final Set<String> COMPRESSIONS = Set.of("none", "gzip");

  private EventHubsClient() {}

  static Map<String, String> recommended() {
    return Map.of(
        "security.protocol", "SASL_SSL",
        "metadata.max.age.ms", "180000",
        "connections.max.idle.ms", "180000",
        "request.timeout.ms", "60000");
  }

  static Map<String, String> recommendedForConsumers() {
    return Map.of(
        "session.timeout.ms", "30000",
        "heartbeat.interval.ms", "3000",
        "max.poll.interval.ms", "300000");
  }

  static Map<String, String> recommendedForProducers() {
    return Map.of(
        "metadata.max.idle.ms", "180000",
        "max.request.size", "1000000",
        "delivery.timeout.ms", "120000",
        "linger.ms", "10",
        "compression.type", "gzip");
  }

  /** Nothing without anything to sign in with: then it is left to the user's own properties. */
  static Map<String, String> signIn(EventHubsSettings settings, String bootstrapServers) {
    if (settings.auth() == EventHubsAuth.ENTRA_ID) {
      return Map.of(
          "sasl.mechanism",
          "OAUTHBEARER",
          "sasl.login.callback.handler.class",
          ENTRA_LOGIN,
          "sasl.jaas.config",
          jaas(
              "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule",
              entraOptions(settings, bootstrapServers)));
    }
    Secret connectionString = settings.connectionString();
    return connectionString == null
        ? Map.of()
        : Map.of(
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            jaas(
                "org.apache.kafka.common.security.plain.PlainLoginModule",
                new TreeMap<>(
                    Map.of(
                        "username", "$ConnectionString", "password", connectionString.reveal()))));
  }

  /**
   * @throws IllegalArgumentException when the user's own properties ask for what Event Hubs does
   *     not have
   */
  static void requireSupported(Map<String, String> properties) {
    properties.forEach(
        (key, value) -> {
          if (key.matches("(.+\\.)?compression\\.type")
              && !key.startsWith("topic.")
              && !COMPRESSIONS.contains(value.strip().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                "headwater.kafka.properties.%s is %s, but Event Hubs takes none or gzip only: use one of these, or leave the property out (then it is gzip)"
                    .formatted(key, value));
          }
        });
  }

  private static Map<String, String> entraOptions(
      EventHubsSettings settings, String bootstrapServers) {
    String namespace = bootstrapServers.strip().replaceFirst(":.*", "");
    Map<String, String> options = new TreeMap<>();
    options.put("scope", "https://" + namespace + "/.default");
    if (!settings.clientId().isEmpty()) {
      options.put("clientId", settings.clientId());
    }
    if (!settings.authorityHost().isEmpty()) {
      options.put("authorityHost", settings.authorityHost());
    }
    return options;
  }

  private static String jaas(String module, Map<String, String> options) {
    StringBuilder line = new StringBuilder(module).append(" required");
    options.forEach(
        (name, value) ->
            line.append(' ')
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
    return line.append(';').toString();
  }
}
