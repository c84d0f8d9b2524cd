package io.headwater.deployment.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.deployment.images.Command.Result;
import io.headwater.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docker compose up}, with the real Dockerfiles and the real {@code docker-compose.yml}, but
 * without Grafana and with stand-ins for what a registry would have; in the order of a day: up,
 * looked at, audited, stopped.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
final class ComposeIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ComposeFile file = ComposeFile.read();
  private Podman podman;
  private Composition services;

  @BeforeAll
  void up() {
    List.of("podman", "buildah", "runc", "docker-compose", "mmdebstrap")
        .forEach(program -> Requirement.program(program, program));
    Requirement.that(
        "root".equals(System.getProperty("user.name")),
        "Containers with memory limits are made by root only");
    podman = new Podman(Path.of("target", "containers"));
    new TestImages(podman, file).make();
    services = new Composition(podman);
    services.up("streams-app", "delta-sink", "simulator", "prometheus");
    List.of("prometheus", "streams-app", "delta-sink").forEach(services::awaitHealth);
  }

  @AfterAll
  void down() {
    if (services != null) {
      services.down();
    }
    if (podman != null) {
      podman.close();
    }
  }

  @Order(1)
  @ParameterizedTest
  @ValueSource(strings = {"streams-app", "delta-sink", "simulator"})
  void shouldRunWithoutRightsOnAFileSystemThatCannotBeWritten(String service) {
    String seenFromInside =
        podman
            .exec(
                services.container(service),
                "sh",
                "-c",
                "id -u; grep -E 'CapEff|NoNewPrivs' /proc/1/status; touch /opt/headwater/x; touch /etc/x")
            .output();

    assertThat(seenFromInside.lines().map(line -> line.replaceAll("\\s+", " ")))
        .containsExactlyInAnyOrder(
            "10001",
            "CapEff: 0000000000000000",
            "NoNewPrivs: 1",
            "touch: cannot touch '/opt/headwater/x': Read-only file system",
            "touch: cannot touch '/etc/x': Read-only file system");
  }

  @Order(1)
  @ParameterizedTest
  @CsvSource({"streams-app, STREAM_PORT, 0.50", "delta-sink, SINK_PORT, 0.60"})
  void shouldLiveWithinTheMemoryOfItsContainer(String service, String port, double share) {
    long limit = file.memoryLimit(service);

    String enforced =
        podman
            .exec(
                services.container(service),
                "sh",
                "-c",
                "cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes")
            .output();
    double heap =
        services
            .get(port, "/actuator/prometheus")
            .lines()
            .filter(line -> line.startsWith("jvm_memory_max_bytes{area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();

    assertThat(enforced.strip()).isEqualTo(Long.toString(limit));
    assertThat(heap).isBetween(0.9 * share * limit, 1.01 * share * limit);
    assertThat(
            podman.inspect(services.container(service), "{{.State.OOMKilled}} {{.RestartCount}}"))
        .isEqualTo("false 0");
  }

  @Order(1)
  @Test
  void shouldBeScrapedByPrometheusWhichHasTheRulesOfTheChart() {
    await("both targets are up")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(services.get("PROMETHEUS_PORT", "/api/v1/query?query=up%20==%201"))
                    .contains("\"job\":\"headwater-stream\"", "\"job\":\"headwater-sink\""));
    assertThat(services.get("PROMETHEUS_PORT", "/api/v1/rules")).contains("\"name\":\"Headwater");
  }

  @Order(1)
  @Test
  void shouldNameTheImageThatHasTheCommandWhenThisOneHasNot() {
    Result audit = podman.once(file.image("streams-app"), "audit");

    assertThat(audit.exitCode()).isEqualTo(2);
    assertThat(audit.output()).contains("no 'audit'", "delta-sink/Dockerfile");
  }

  @Order(2)
  @Test
  void shouldPassTheAuditWhenThePlantHasBeenRunningForAWhile() {
    await("rows in the tables")
        .atMost(PATIENCE)
        .until(() -> services.metric("SINK_PORT", "headwater_sink_rows_total") > 5_000);
    services.stop("simulator");
    await("the stream has read everything")
        .atMost(PATIENCE)
        .until(() -> services.metric("STREAM_PORT", "headwater_stream_input_lag") == 0);

    Result audit = services.once("audit");

    assertThat(audit.output()).contains("PASS: every record is in its table exactly once");
    assertThat(audit.exitCode()).isZero();
  }

  @Order(3)
  @ParameterizedTest
  @ValueSource(strings = {"streams-app", "delta-sink"})
  void shouldStopInGoodOrderWhenComposeAsksForIt(String service) {
    services.stop(service);

    // 143: ended by SIGTERM, after its shutdown hooks; 137 would be a kill after the grace period
    assertThat(podman.inspect(services.container(service), "{{.State.ExitCode}}")).isIn("0", "143");
  }
}
