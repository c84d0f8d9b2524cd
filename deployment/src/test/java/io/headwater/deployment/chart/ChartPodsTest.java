package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the pods run: probes, memory, state, membership, rights. */
class ChartPodsTest {

  private static final String READINESS = "/actuator/health/readiness";
  private static final String LIVENESS = "/actuator/health/liveness";

  static List<Scenario> scenarios() {
    return Scenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldBeAskedWhatARestartCuresAndWhetherTheyWork(Scenario scenario) {
    Installed installed = Installed.of(scenario);

    for (Container container : List.of(installed.streams(), installed.sink())) {
      assertThat(container.probePath("startupProbe")).isEqualTo(LIVENESS);
      assertThat(container.probePath("livenessProbe")).isEqualTo(LIVENESS);
      assertThat(container.probePath("readinessProbe")).isEqualTo(READINESS);
    }
    // Longer than the sink's 25 s
    assertThat(
            (int)
                installed
                    .statefulSet()
                    .at("spec", "template", "spec", "terminationGracePeriodSeconds"))
        .isGreaterThanOrEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldHaveTheMemoryTheirSettingsAskFor(Scenario scenario) {
    Installed installed = Installed.of(scenario);
    int blockCache =
        megabytes(installed, "streams-app.yaml", "headwater.streams.rocksdb.block-cache");
    int flushBytes = megabytes(installed, "delta-sink.yaml", "headwater.sink.flush-bytes");
    int target =
        megabytes(installed, "delta-sink.yaml", "headwater.delta.maintenance.target-file-size");

    assertThat(installed.streams().memoryLimit())
        .isEqualTo(installed.streams().heap() + blockCache + 384);
    assertThat(installed.sink().heap())
        .isGreaterThanOrEqualTo(5 * (flushBytes + Math.min(flushBytes, 64) + 16) + 80 + target);
    assertThat(installed.sink().memoryLimit()).isEqualTo(installed.sink().heap() + 384);
  }

  @Test
  void shouldComputeTheSinksHeapFromItsBuffers() {
    // As docs/performance.md has it: 1,120 MB with the defaults, and a file of 128 MB being
    // compacted
    assertThat(Installed.of(Scenario.named("kafka")).sink().heap()).isEqualTo(1_120 + 128);
    assertThat(Installed.of(Scenario.named("sink-deployment")).sink().heap()).isEqualTo(480 + 64);
    assertThat(Installed.of(Scenario.named("everything")).sink().heap()).isEqualTo(2_048);
  }

  @Test
  void shouldHaveTheSinkBesideTheStreamOrInPodsOfItsOwn() {
    Installed sidecar = Installed.of(Scenario.named("kafka"));
    Installed apart = Installed.of(Scenario.named("sink-deployment"));

    assertThat(sidecar.statefulSet().containerNames()).containsExactly("streams", "sink");
    assertThat(sidecar.has("Deployment")).isFalse();
    assertThat(apart.statefulSet().containerNames()).containsExactly("streams");
    assertThat(apart.only("Deployment").at("spec", "replicas")).isEqualTo(2);
  }

  @Test
  void shouldKeepTheirStateAndTheirPlaceInTheGroupWhenTheyRestart() {
    Installed installed = Installed.of(Scenario.named("kafka"));

    assertThat(
            String.valueOf(
                installed.settings("streams-app.yaml").get("headwater.streams.state-dir")))
        .startsWith(installed.streams().mountPath("state") + "/");
    assertThat(installed.statefulSet().at("spec", "volumeClaimTemplates", 0, "metadata", "name"))
        .isEqualTo("state");
    assertThat(installed.streams().environment())
        .containsEntry("POD_NAME", Map.of("fieldRef", Map.of("fieldPath", "metadata.name")))
        .containsEntry("HEADWATER_STREAMS_INSTANCE_ID", "$(POD_NAME)");
    assertThat(installed.settings("streams-app.yaml"))
        .containsEntry("headwater.kafka.properties.main.consumer.session.timeout.ms", 60_000)
        .containsEntry("headwater.streams.standby-replicas", 1);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldTellTheOthersTheNameThatTheirServiceGivesThem(Scenario scenario) {
    Installed installed = Installed.of(scenario);
    String service = String.valueOf(installed.statefulSet().at("spec", "serviceName"));
    Manifest pods = Manifest.of(installed.manifests(), "Service", service);

    assertThat(pods.at("spec", "clusterIP")).isEqualTo("None");
    assertThat(pods.at("spec", "ports", 0))
        .isEqualTo(Map.of("name", "http", "port", 8080, "targetPort", "http", "protocol", "TCP"));
    assertThat(installed.streams().environment())
        .containsEntry(
            "HEADWATER_STREAMS_APPLICATION_SERVER",
            "$(POD_NAME).%s.%s.svc:8080".formatted(service, Helm3.NAMESPACE));
    // Kubernetes knows in a variable only those before it
    assertThat(installed.streams().environment().keySet())
        .containsSubsequence("POD_NAME", "HEADWATER_STREAMS_APPLICATION_SERVER");
  }

  /** Another place would get a volume of the container runtime, which goes with the container. */
  @Test
  void shouldHaveTheirStateWhereTheImageHasItsVolume() throws IOException {
    Installed installed = Installed.of(Scenario.named("kafka"));

    assertThat(dockerfile("streams-app"))
        .contains("VOLUME [\"" + installed.streams().mountPath("state") + "\"]");
  }

  @Test
  void shouldRunAsTheUserOfTheImages() throws IOException {
    Map<String, Object> user =
        Manifest.map(
            Installed.of(Scenario.named("kafka"))
                .statefulSet()
                .at("spec", "template", "spec", "securityContext"));

    for (String module : List.of("streams-app", "delta-sink")) {
      assertThat(dockerfile(module))
          .contains("USER %s:%s".formatted(user.get("runAsUser"), user.get("runAsGroup")));
    }
  }

  @Test
  void shouldLeaveTheGroupAtOnceWhereMembershipIsNotStatic(@TempDir Path directory)
      throws IOException {
    Path values =
        Files.writeString(
            directory.resolve("values.yaml"), "streams: {staticMembership: {enabled: false}}");

    Installed installed =
        new Installed(
            Manifest.parse(Helm3.template(Scenario.CHART, Scenario.named("kafka").file(), values)));

    assertThat(installed.streams().environment())
        .containsKeys("POD_NAME", "HEADWATER_STREAMS_APPLICATION_SERVER")
        .doesNotContainKey("HEADWATER_STREAMS_INSTANCE_ID");
    assertThat(installed.settings("streams-app.yaml"))
        .doesNotContainKey("headwater.kafka.properties.main.consumer.session.timeout.ms");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldHaveNoRightsTheyDoNotNeed(Scenario scenario) {
    Installed installed = Installed.of(scenario);

    assertThat(
            installed.statefulSet().at("spec", "template", "spec", "automountServiceAccountToken"))
        .isEqualTo(false);
    assertThat(
            installed
                .statefulSet()
                .at("spec", "template", "spec", "securityContext", "seccompProfile", "type"))
        .isEqualTo("RuntimeDefault");
    for (Container container : List.of(installed.streams(), installed.sink())) {
      assertThat(Manifest.map(container.document().get("securityContext")))
          .containsEntry("runAsNonRoot", true)
          .containsEntry("readOnlyRootFilesystem", true)
          .containsEntry("allowPrivilegeEscalation", false)
          .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
    }
  }

  @Test
  void shouldReachKafkaAndStorageAndNothingElse() {
    List<Object> egress =
        Manifest.list(
            Installed.of(Scenario.named("kafka")).only("NetworkPolicy").at("spec", "egress"));

    assertThat(egress.toString()).contains("9092").doesNotContain("443");
    assertThat(Installed.of(Scenario.named("event-hubs")).only("NetworkPolicy").toString())
        .contains("9093", "443");
    assertThat(Installed.of(Scenario.named("keda")).only("NetworkPolicy").toString())
        .contains("169.254.169.254/32");
  }

  @Test
  void shouldReachStorageOnThePortThatItsAddressNames(@TempDir Path directory) throws IOException {
    Path values =
        Files.writeString(
            directory.resolve("values.yaml"),
            "delta: {basePath: 'hdfs://namenode:8020/tables', azure: {auth: none}}");
    List<Manifest> manifests =
        Manifest.parse(Helm3.template(Scenario.CHART, Scenario.named("event-hubs").file(), values));

    assertThat(new Installed(manifests).only("NetworkPolicy").at("spec", "egress").toString())
        .contains("9093", "443", "8020");
  }

  @Test
  void shouldBeReachedFromOutsideOnlyWhenAsked() {
    for (Scenario scenario : Scenario.all()) {
      assertThat(Installed.of(scenario).has("Ingress"))
          .as("%s", scenario)
          .isEqualTo(scenario.name().equals("everything"));
    }
  }

  private static String dockerfile(String module) throws IOException {
    return Files.readString(Path.of("..", module, "Dockerfile"));
  }

  private static int megabytes(Installed installed, String file, String setting) {
    return Integer.parseInt(
        String.valueOf(installed.settings(file).get(setting)).replace("MB", ""));
  }
}
