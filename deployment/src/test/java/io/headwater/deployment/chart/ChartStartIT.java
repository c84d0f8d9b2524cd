package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.SinkApp;
import io.headwater.sink.config.SinkSettings;
import io.headwater.streams.StreamsApp;
import io.headwater.streams.config.StreamsSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The apps, started with the files of the chart where there is no Kafka: they are alive, not ready,
 * and say so where the pods' probes ask.
 */
@Timeout(120)
class ChartStartIT {

  private final Installed installed = Installed.of(Scenario.named("kafka"));

  @Test
  void shouldStartTheStreamAndHaveItWaitForKafka(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (ConfigurableApplicationContext app =
        StreamsApp.start(
            "--server.port=0",
            "--spring.config.additional-location=" + filesOf(directory, "streams-app.yaml"),
            "--headwater.streams.state-dir=" + directory.resolve("state"))) {

      StreamsSettings settings = app.getBean(StreamsSettings.class);
      assertThat(settings.streams().standbyReplicas()).isEqualTo(1);
      assertThat(settings.kafka().bootstrapServers()).startsWith("kafka-0.kafka:9092");
      assertAliveButNotReady(app, installed.streams());
    }
  }

  @Test
  void shouldStartTheSinkAndHaveItWaitForKafka(@TempDir Path directory)
      throws IOException, InterruptedException {
    try (ConfigurableApplicationContext app =
        SinkApp.start(
            "--server.port=0",
            "--spring.config.additional-location=" + filesOf(directory, "delta-sink.yaml"),
            "--headwater.delta.base-path=" + directory.resolve("tables"))) {

      SinkSettings settings = app.getBean(SinkSettings.class);
      assertThat(settings.kafka().bootstrapServers()).startsWith("kafka-0.kafka:9092");
      assertAliveButNotReady(app, installed.sink());
    }
  }

  private String filesOf(Path directory, String file) throws IOException {
    String text = String.valueOf(Manifest.map(installed.only("ConfigMap").at("data")).get(file));
    Path mounted = Files.createDirectories(directory.resolve("etc"));
    Files.writeString(mounted.resolve(file), text);
    return "file:" + mounted + "/";
  }

  private static void assertAliveButNotReady(
      ConfigurableApplicationContext app, Container container)
      throws IOException, InterruptedException {
    String port = app.getEnvironment().getProperty("local.server.port");
    assertThat(status(port, container.probePath("livenessProbe"))).isEqualTo(200);
    assertThat(status(port, container.probePath("startupProbe"))).isEqualTo(200);
    assertThat(status(port, container.probePath("readinessProbe"))).isEqualTo(503);
  }

  private static int status(String port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
