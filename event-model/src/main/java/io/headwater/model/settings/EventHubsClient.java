package io.headwater.model.settings;

import java.util.Map;

/**
 * What a Kafka client needs for the Kafka endpoint of Azure Event Hubs, after Microsoft's
 * recommended client configurations: links idle for four minutes are cut by Azure's load balancers,
 * so clients give them up before that.
 */
final class EventHubsClient {

  private EventHubsClient() {}

  static Map<String, String> recommended() {
    return Map.of(
        "security.protocol", "SASL_SSL",
        "metadata.max.age.ms", "180000",
        "connections.max.idle.ms", "180000",
        "request.timeout.ms", "60000");
  }

  static Map<String, String> signIn(String connectionString) {
    String escaped = connectionString.replace("\\", "\\\\").replace("\"", "\\\"");
    return Map.of(
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"$ConnectionString\" password=\""
            + escaped
            + "\";");
  }
}
