package io.headwater.deployment.watch;

import io.headwater.testkit.FreePorts;
import io.headwater.testkit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus in a process of its own, with our rules, that scrapes each second. */
final class PrometheusServer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path log;
  private final String url;

  private PrometheusServer(Process process, Path log, String url) {
    this.process = process;
    this.log = log;
    this.url = url;
  }

  /**
   * Starts it; it answers a moment later.
   *
   * @param targets {@code host:port}, whose {@code /actuator/prometheus} is scraped
   */
  static PrometheusServer start(Path directory, List<String> targets) throws IOException {
    Path program = Requirement.program("prometheus", "prometheus");
    int port = FreePorts.next();
    Path config = Files.writeString(directory.resolve("prometheus.yml"), config(targets));
    Path log = directory.resolve("prometheus.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new PrometheusServer(process, log, "http://127.0.0.1:" + port);
  }

  private static String config(List<String> targets) {
    return """
        global:
          scrape_interval: 1s
          evaluation_interval: 2s
        rule_files: [%s]
        scrape_configs:
          - job_name: headwater
            metrics_path: /actuator/prometheus
            static_configs:
              - targets: [%s]
        """
        .formatted(
            AlertRules.files().stream()
                .map(file -> quoted(file.toAbsolutePath().normalize().toString()))
                .collect(Collectors.joining(", ")),
            targets.stream().map(PrometheusServer::quoted).collect(Collectors.joining(", ")));
  }

  /** Values of the series that {@code expression} gives now. */
  List<Double> ask(String expression) {
    JsonNode answer =
        get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    if (!answer.path("status").asString().equals("success")) {
      throw new IllegalStateException(expression + ": " + answer);
    }
    return children(answer.path("data").path("result"))
        .map(series -> number(series.path("value").path(1).asString()))
        .toList();
  }

  /** The alert rules as Prometheus sees them now. */
  List<JsonNode> rules() {
    return children(get("/api/v1/rules").path("data").path("groups"))
        .flatMap(group -> children(group.path("rules")))
        .toList();
  }

  boolean isReady() {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/-/ready")).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      if (!process.isAlive()) {
        throw new IllegalStateException("Prometheus has ended: " + output(), notYet);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode get(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
      return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(output(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static Stream<JsonNode> children(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
