package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.testkit.FreePorts;
import io.headwater.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pod of {@code helm test} asks, asked a real Prometheus: its targets are named as pods.
 */
@Timeout(120)
class ScrapeQuestionIT {

  private static final List<String> PODS =
      List.of(
          "plant-0",
          "plant-1",
          "plant-2",
          "plant-sink-7d4b9c-a",
          "plant-sink-7d4b9c-b",
          "plant-sink-7d4b9c-c",
          "plant-sink-7d4b9c-d");

  private @Nullable Process prometheus;

  @AfterEach
  void stop() {
    if (prometheus != null) {
      prometheus.destroyForcibly();
      prometheus.onExit().join();
    }
  }

  @Test
  void shouldBeSatisfiedWhenPrometheusScrapesAllPods(@TempDir Path directory) throws IOException {
    int port = FreePorts.next();
    start(
        directory,
        port,
        Stream.concat(PODS.stream().map(pod -> target("plant", pod, port)), others(port)));

    Tool.Outcome outcome = ScrapeQuestion.ask(url(port), 60, Duration.ofSeconds(1));

    assertThat(outcome.successful()).contains("Prometheus scrapes 7 targets");
  }

  @Test
  void shouldFailWhenOnePodDoesNotAnswerPrometheus(@TempDir Path directory) throws IOException {
    int port = FreePorts.next();
    int nobody = FreePorts.next();
    Stream<String> sixAndOne =
        PODS.stream().map(pod -> target("plant", pod, pod.equals("plant-1") ? nobody : port));
    start(directory, port, Stream.concat(sixAndOne, others(port)));

    // Prometheus needs a moment until it has scraped the others
    Tool.Outcome outcome =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> ScrapeQuestion.ask(url(port), 1, Duration.ZERO),
                asked -> asked.output().contains("scrapes 6 of the 7 targets expected"));

    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  /** Pods that are not this release's. */
  private static Stream<String> others(int port) {
    return Stream.of(
        target("other", "plant-0", port),
        target("plant", "plant-test-prometheus", port),
        target("plant", "transplant-0", port));
  }

  private static String target(String namespace, String pod, int port) {
    return """
              - targets: ["127.0.0.1:%d"]
                labels: {namespace: %s, pod: %s}
        """
        .formatted(port, namespace, pod);
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  private void start(Path directory, int port, Stream<String> targets) throws IOException {
    Path program = Requirement.program("prometheus", "prometheus");
    String config =
        """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: headwater
            static_configs:
        """
            + String.join("", targets.toList());
    prometheus =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + Files.writeString(directory.resolve("prometheus.yml"), config),
                "--storage.tsdb.path=" + directory.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(prometheus::destroyForcibly));
  }
}
