package io.headwater.deployment.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What can be said of Compose and the Dockerfiles without running them. */
final class ComposeFileTest {

  private static final String COMPOSE = "quickstart/compose/";

  private final ComposeFile file = ComposeFile.read();

  static Stream<String> services() {
    return ComposeFile.read().services().stream();
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldLimitEveryServiceInMemoryAndRights(String service) {
    assertThat(file.memoryLimit(service)).isPositive();
    assertThat(file.list(service, "cap_drop")).containsExactly("ALL");
    assertThat(file.list(service, "security_opt")).containsExactly("no-new-privileges:true");
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldListenOnTheLoopbackInterfaceOnly(String service) {
    assertThat(file.list(service, "ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldPinTheImagesOfOthers(String service) {
    if (file.get(service, "build").isEmpty()) {
      assertThat(file.image(service)).matches("[a-z.]+/[a-z/-]+:v?\\d+\\.\\d+\\.\\d+");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"streams-app", "delta-sink", "simulator", "audit", "prometheus", "grafana"})
  void shouldLeaveNothingToWriteButVolumes(String service) {
    assertThat(file.get(service, "read_only")).contains(true);
  }

  @ParameterizedTest
  @MethodSource("services")
  void shouldMountWhatIsThere(String service) {
    assertThat(file.mountedFromTheCheckout(service))
        .allSatisfy(place -> assertThat(Command.TOP.resolve(place)).exists());
  }

  @Test
  void shouldBuildTheJarsOfAllImagesInOneStage() {
    List<String> stage = Dockerfile.of("streams-app").stageOfTheJars();

    assertThat(stage).isNotEmpty();
    assertThat(Dockerfile.of("delta-sink").stageOfTheJars()).isEqualTo(stage);
    assertThat(Dockerfile.of("quickstart").stageOfTheJars()).isEqualTo(stage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"streams-app", "delta-sink", "quickstart"})
  void shouldRunAsSomebodyWithoutRights(String module) {
    assertThat(Dockerfile.of(module).last("USER")).isEqualTo("10001:10001");
  }

  /** There is no Grafana to try it with: what is provisioned is held against what is mounted. */
  @Test
  void shouldProvisionGrafanaWithWhatComposeMounts() throws IOException {
    Map<String, Object> source =
        first(COMPOSE + "grafana/datasources/prometheus.yaml", "datasources");
    Map<String, Object> provider =
        first(COMPOSE + "grafana/dashboards/headwater.yaml", "providers");

    assertThat(source)
        .containsEntry("type", "prometheus")
        .containsEntry("url", "http://prometheus:9090");
    assertThat(source).containsEntry("isDefault", true);
    assertThat(file.services()).contains("prometheus");
    assertThat(provider.get("options")).isEqualTo(Map.of("path", "/etc/grafana/headwater"));
    assertThat(file.list("grafana", "volumes"))
        .contains(
            "./quickstart/compose/grafana/datasources:/etc/grafana/provisioning/datasources:ro",
            "./quickstart/compose/grafana/dashboards:/etc/grafana/provisioning/dashboards:ro",
            "./helm/headwater/files/dashboards:/etc/grafana/headwater:ro");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> first(String path, String key) throws IOException {
    Path place = Command.TOP.resolve(path);
    Map<String, Object> content = new Yaml().load(Files.readString(place));
    return ((List<Map<String, Object>>) content.get(key)).get(0);
  }
}
