package io.headwater.model.settings;

import java.util.Locale;

/** {@code headwater.kafka.event-hubs.auth}: how to sign in to Azure Event Hubs. */
public enum EventHubsAuth {
  /** The connection string of the namespace. */
  CONNECTION_STRING,
  /** A token of Microsoft Entra ID, for whatever identity the process has. */
  ENTRA_ID;

  /** As it is written in a setting. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
