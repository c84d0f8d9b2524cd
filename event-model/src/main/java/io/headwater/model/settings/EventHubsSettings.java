package io.headwater.model.settings;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.kafka.event-hubs}: how to sign in to Azure Event Hubs.
 *
 * @param auth default {@code connection-string}
 * @param connectionString of the namespace, for {@code connection-string}; null when {@code
 *     headwater.kafka.properties} say how to sign in
 * @param clientId for {@code entra-id}: which identity, where the process has several; empty, the
 *     default, for the only one, or the one the environment names
 * @param authorityHost for {@code entra-id}: Entra ID's URL, taken at its word and not looked up
 *     with Microsoft; empty, the default, for that of the environment, or of Azure's public cloud
 */
public record EventHubsSettings(
    EventHubsAuth auth, @Nullable Secret connectionString, String clientId, String authorityHost) {

  private static final String NAME = "headwater.kafka.event-hubs.";

  /**
   * @throws IllegalArgumentException when a value cannot be what it should be: a sentence for
   *     people, without secrets
   */
  public EventHubsSettings(
      @Nullable EventHubsAuth auth,
      @Nullable Secret connectionString,
      @Nullable String clientId,
      @Nullable String authorityHost) {
    this.auth = Objects.requireNonNullElse(auth, EventHubsAuth.CONNECTION_STRING);
    this.connectionString =
        connectionString == null || connectionString.reveal().isBlank()
            ? null
            : Secret.of(connectionString.reveal().strip());
    this.clientId = clientId == null ? "" : clientId.strip();
    this.authorityHost = authorityHost == null ? "" : authorityHost.strip();
    if (this.connectionString != null) {
      requireNamespace(this.connectionString.reveal());
    }
    if (!this.authorityHost.isEmpty() && !this.authorityHost.startsWith("https://")) {
      throw new IllegalArgumentException(
          NAME + "authority-host is " + this.authorityHost + ", but must begin with https://");
    }
  }

  /** The defaults: nothing to sign in with. */
  public static EventHubsSettings defaults() {
    return new EventHubsSettings(null, null, null, null);
  }

  /** The whole namespace's, with a key: Kafka Streams uses topics of its own beside the named. */
  private static void requireNamespace(String connectionString) {
    String parts = ";" + connectionString.toLowerCase(Locale.ROOT);
    boolean withKey =
        parts.contains(";sharedaccesskeyname=") && parts.contains(";sharedaccesskey=");
    if (!parts.matches("(?s);endpoint=sb://[^;/]+.*")
        || !(withKey || parts.contains(";sharedaccesssignature="))) {
      throw new IllegalArgumentException(
          NAME
              + "connection-string must be as Azure shows it under Shared access policies:"
              + " Endpoint=sb://NAMESPACE.servicebus.windows.net/;SharedAccessKeyName=...;SharedAccessKey=..."
              + " (it is a secret, and so not shown here)");
    }
    if (parts.contains(";entitypath=")) {
      throw new IllegalArgumentException(
          NAME
              + "connection-string is that of a single event hub (it has an EntityPath), but"
              + " Headwater needs that of the namespace: take it from the namespace's own Shared"
              + " access policies, with the rights Manage, Send and Listen");
    }
  }
}
