package io.headwater.deployment.images;

import io.headwater.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The services of {@code docker-compose.yml}, started by docker-compose on podman, at free ports.
 */
final class Composition {

  private static final String PROJECT = "headwater-test";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Podman podman;
  private final Map<String, Integer> ports =
      Stream.of("KAFKA_PORT", "STREAM_PORT", "SINK_PORT", "PROMETHEUS_PORT", "GRAFANA_PORT")
          .collect(Collectors.toMap(name -> name, name -> FreePorts.next()));
  private final Map<String, String> environment = new HashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();

  Composition(Podman podman) {
    this.podman = podman;
    environment.put("DOCKER_HOST", podman.serve());
    environment.put("COMPOSE_PROJECT_NAME", PROJECT);
    environment.put("COMPOSE_HTTP_TIMEOUT", "240");
    // they live for a minute: compiling less lets them start sooner
    environment.put("HEADWATER_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    ports.forEach((name, port) -> environment.put(name, port.toString()));
  }

  String container(String service) {
    return PROJECT + "_" + service + "_1";
  }

  /** Starts the services and those they depend on, and waits until each is running. */
  void up(String... services) {
    try {
      Path log = Files.createTempFile("compose", ".log");
      Process up =
          compose(Stream.concat(Stream.of("up", "-d", "--no-build"), Stream.of(services)))
              .start(log);
      // who waits for a healthy dependency waits for its health check, which runs only here
      Awaitility.await("docker-compose up")
          .atMost(PATIENCE)
          .until(
              () -> {
                podman.runningContainers().forEach(podman::isHealthy);
                return !up.isAlive();
              });
      if (up.exitValue() != 0) {
        throw new IllegalStateException("docker-compose up failed:\n" + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a service's health check says that it is well. */
  void awaitHealth(String service) {
    String container = container(service);
    Awaitility.await(service + " is healthy")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              if (!podman.runningContainers().contains(container)) {
                throw new IllegalStateException(service + " has died:\n" + podman.logs(container));
              }
              return podman.isHealthy(container);
            });
  }

  void stop(String... services) {
    compose(Stream.concat(Stream.of("stop"), Stream.of(services))).output();
  }

  /** A service that is a command: to its end, in a container of its own. */
  Command.Result once(String service) {
    return compose(Stream.of("run", "--rm", "-T", service)).result();
  }

  /** What a service answers on this machine's loopback interface. */
  String get(String portVariable, String path) {
    URI uri = URI.create("http://127.0.0.1:" + ports.get(portVariable) + path);
    try {
      return http.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(uri.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The sum of a metric's series at a service; none is 0. */
  double metric(String portVariable, String name) {
    return get(portVariable, "/actuator/prometheus")
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Ends all and forgets its data. */
  void down() {
    compose(Stream.of("down", "--volumes", "--timeout", "5")).result();
  }

  private Command compose(Stream<String> words) {
    List<String> all = new ArrayList<>(List.of("docker-compose"));
    words.forEach(all::add);
    return new Command(all, environment);
  }
}
