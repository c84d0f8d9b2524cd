package io.headwater.streams;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks an app's actuator, as Kubernetes and Prometheus do. */
final class Probe {

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String actuator;

  Probe(int port) {
    this.actuator = "http://127.0.0.1:" + port + "/actuator/";
  }

  /** The status code; 0 when nobody answers. */
  int status(String path) {
    try {
      return get(path).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** The body; empty when nobody answers. */
  String body(String path) {
    try {
      return get(path).body();
    } catch (IOException e) {
      return "";
    }
  }

  boolean isReady() {
    return status("health/readiness") == 200;
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(actuator + path))
              .timeout(Duration.ofSeconds(10))
              .build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
