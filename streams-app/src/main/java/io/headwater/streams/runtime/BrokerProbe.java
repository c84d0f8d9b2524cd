package io.headwater.streams.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;

/**
 * Says why Kafka cannot be reached, in the words of the network: the clients themselves only report
 * that time went by.
 */
final class BrokerProbe {

  private static final int TIMEOUT_MILLIS = 2_000;

  private final String bootstrapServers;

  BrokerProbe(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Where it looks, as configured. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Why none of the servers takes a connection; empty when one does. */
  Optional<String> whyUnreachable() {
    String reason = "no server is configured";
    for (String server : bootstrapServers.split(",", -1)) {
      Optional<String> refusal = whyRefused(server.strip());
      if (refusal.isEmpty()) {
        return refusal;
      }
      reason = refusal.get();
    }
    return Optional.of(reason);
  }

  private static Optional<String> whyRefused(String server) {
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, colon).replaceAll(".*://", "").replaceAll("[\\[\\]]", "");
    InetSocketAddress address =
        new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1)));
    if (address.isUnresolved()) {
      return Optional.of("the host name " + host + " is unknown");
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, TIMEOUT_MILLIS);
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      return Optional.of("no connection within " + TIMEOUT_MILLIS / 1_000 + " s");
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
