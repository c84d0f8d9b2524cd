package io.headwater.quickstart.doctor.broker;

import io.headwater.model.settings.KafkaSettings;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** The one client all checks of the broker ask. Safe for use by several threads. */
final class BrokerSession implements Closeable {

  /** How long a question to the broker takes at most. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final String CLIENT_ID = "headwater-doctor";

  private final KafkaSettings kafka;
  private @Nullable Admin admin;

  BrokerSession(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /**
   * Settings for a client that does not wait for long.
   *
   * @param owned keys the caller sets itself
   */
  Map<String, Object> clientProperties(Set<String> owned) {
    Map<String, Object> client = kafka.clientProperties(owned);
    client.put(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT_ID);
    client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    client.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, "4000");
    client.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, "4000");
    client.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500");
    return client;
  }

  /**
   * Who answers the questions.
   *
   * @throws org.apache.kafka.common.KafkaException when the client refuses its settings
   */
  synchronized Admin admin() {
    Admin open = admin;
    if (open == null) {
      Map<String, Object> client = clientProperties(Set.of());
      client.put(
          CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
      open = Admin.create(client);
      admin = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
