package io.headwater.quickstart.doctor.net;

import java.util.Arrays;
import java.util.List;

/** A host and a port. */
public record Endpoint(String host, int port) {

  /** Those of {@code bootstrap.servers}: {@code host:port}, several with commas between. */
  public static List<Endpoint> listOf(String servers) {
    return Arrays.stream(servers.split(",", -1)).map(String::strip).map(Endpoint::of).toList();
  }

  private static Endpoint of(String server) {
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, colon).replaceAll(".*://", "").replaceAll("[\\[\\]]", "");
    return new Endpoint(host, Integer.parseInt(server.substring(colon + 1)));
  }

  /** As it is written in a setting. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
