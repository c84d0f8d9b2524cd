package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every manifest is one that Kubernetes, KEDA or the Prometheus operator has. */
class ChartTypesTest {

  @Test
  void shouldHaveOnlyFieldsOfTheirTypes(@TempDir Path directory) {
    List<Manifest> manifests =
        Scenario.all().stream()
            .flatMap(scenario -> Helm4.installed().render(scenario).stream())
            .toList();

    assertThat(manifests.stream().map(Manifest::kind))
        .contains(
            "ConfigMap",
            "Deployment",
            "HorizontalPodAutoscaler",
            "Ingress",
            "NetworkPolicy",
            "Pod",
            "PodDisruptionBudget",
            "PodMonitor",
            "ScaledObject",
            "Service",
            "ServiceAccount",
            "ServiceMonitor",
            "StatefulSet",
            "TriggerAuthentication");
    TypeScript.check(directory, manifests).successful();
  }

  static Stream<Manifest> wrong() {
    return Stream.of(
        misspelt("StatefulSet", "replica", 2),
        misspelt("ScaledObject", "minReplicas", 2),
        misspelt("ServiceMonitor", "endpoint", List.of()),
        misspelt("NetworkPolicy", "policyTypes", "Ingress"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldFindAFieldThatIsNone(Manifest wrong, @TempDir Path directory) {
    assertThat(TypeScript.check(directory, List.of(wrong)).exitCode()).isNotZero();
  }

  private static Manifest misspelt(String kind, String field, Object value) {
    Manifest right =
        Helm3.render(Scenario.named("everything")).stream()
            .filter(manifest -> manifest.kind().equals(kind))
            .findFirst()
            .orElseThrow();
    Map<String, Object> spec = new LinkedHashMap<>(Manifest.map(right.at("spec")));
    spec.put(field, value);
    Map<String, Object> document = new LinkedHashMap<>(right.document());
    document.put("spec", spec);
    return new Manifest(document);
  }
}
