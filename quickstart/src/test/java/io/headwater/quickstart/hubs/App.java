package io.headwater.quickstart.hubs;

import io.headwater.testkit.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** One of the apps, running, and what its actuator says. */
record App(JavaProcess process, int port) implements AutoCloseable {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  boolean isReady() {
    return get("health/readiness").map(answer -> answer.statusCode() == 200).orElse(false);
  }

  /** Empty when nobody answers. */
  String body(String path) {
    return get(path).map(HttpResponse::body).orElse("");
  }

  @Override
  public void close() {
    process.close();
  }

  private Optional<HttpResponse<String>> get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/" + path);
    try {
      return Optional.of(
          CLIENT.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
              BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
