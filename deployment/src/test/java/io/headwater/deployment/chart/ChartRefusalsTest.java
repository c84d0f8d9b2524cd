package io.headwater.deployment.chart;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that contradict each other are refused with a sentence that says what to do. */
class ChartRefusalsTest {

  static Stream<Arguments> contradictions() {
    return Stream.of(
        refused("kafka", "kafka: {bootstrapServers: ''}", "kafka.bootstrapServers is missing"),
        refused(
            "kafka",
            "kafka: {eventHubs: {connectionString: {secretName: s}}}",
            "kafka.eventHubs.connectionString is for kafka.profile=event-hubs"),
        refused(
            "event-hubs",
            "kafka: {eventHubs: {connectionString: {secretName: ''}}}",
            "auth=connection-string needs kafka.eventHubs.connectionString.secretName"),
        refused(
            "event-hubs-workload-identity",
            "kafka: {eventHubs: {connectionString: {secretName: s}}}",
            "auth=entra-id signs in without a connection string"),
        refused(
            "event-hubs-workload-identity",
            "azure: {workloadIdentity: {enabled: false}}",
            "kafka.eventHubs.auth=entra-id needs an identity for the pods"),
        refused(
            "event-hubs-workload-identity",
            "azure: {workloadIdentity: {enabled: false}}",
            "delta.azure.auth=workload-identity needs an identity for the pods"),
        refused(
            "event-hubs-workload-identity",
            "azure: {workloadIdentity: {clientId: ''}}",
            "azure.workloadIdentity.enabled=true needs azure.workloadIdentity.clientId"),
        refused(
            "event-hubs-workload-identity",
            "serviceAccount: {create: false}",
            "azure.workloadIdentity needs a service account of its own"),
        refused(
            "kafka",
            "kafka: {properties: {sasl.jaas.config: x}}",
            "kafka.properties.sasl.jaas.config is a secret"),
        refused(
            "kafka",
            "kafka: {properties: {ssl.truststore.password: x}}",
            "kafka.properties.ssl.truststore.password is a secret"),
        refused(
            "kafka-sasl",
            "kafka: {secretProperties: {sasl.mechanism: {secretName: s, key: k}}}",
            "kafka.properties and kafka.secretProperties both have sasl.mechanism"),
        refused(
            "kafka",
            "streams: {extraEnv: [{name: HEADWATER_KAFKA_EVENT_HUBS_CONNECTION_STRING, value: x}]}",
            "streams.extraEnv.HEADWATER_KAFKA_EVENT_HUBS_CONNECTION_STRING is a secret"),
        refused(
            "kafka",
            "streams: {extraEnv: [{name: POD_NAME, value: x}]}",
            "streams.extraEnv.POD_NAME is set by the chart"),
        refused("kafka", "delta: {basePath: ''}", "delta.basePath is missing"),
        refused("kafka", "delta: {basePath: tables}", "neither a URI nor an absolute path"),
        refused("kafka", "delta: {existingClaim: ''}", "would be lost with the pod"),
        refused(
            "event-hubs",
            "delta: {existingClaim: tables}",
            "delta.existingClaim is for a local delta.basePath"),
        refused(
            "kafka",
            "delta: {azure: {auth: managed-identity}}",
            "delta.azure.auth=managed-identity is for tables on ADLS Gen2"),
        refused("event-hubs", "delta: {azure: {auth: none}}", "nothing says how to sign in there"),
        refused(
            "event-hubs",
            "delta: {azure: {accountKey: {secretName: ''}}}",
            "auth=shared-key needs delta.azure.accountKey.secretName"),
        refused(
            "sink-deployment",
            "delta: {azure: {tenantId: ''}}",
            "auth=service-principal needs delta.azure.tenantId, clientId and clientSecret"),
        refused(
            "event-hubs",
            "delta: {hadoop: {fs.azure.account.key.plant.dfs.core.windows.net: x}}",
            "delta.hadoop.fs.azure.account.key.plant.dfs.core.windows.net is a secret"),
        refused(
            "kafka",
            "streams: {standbyReplicas: 2}",
            "streams.standbyReplicas=2 needs more than 2 pods"),
        refused("kafka", "sink: {replicaCount: 2}", "sink.replicaCount=2 is for sink.mode="),
        refused(
            "kafka",
            "podDisruptionBudget: {minAvailable: 1, maxUnavailable: 1}",
            "podDisruptionBudget has minAvailable and maxUnavailable"),
        refused(
            "kafka",
            "podDisruptionBudget: {minAvailable: 2}",
            "minAvailable=2 of 2 pods lets no node ever be drained"),
        refused(
            "kafka-sasl",
            "streams: {webhooks: [{name: a, url: {secretName: s, key: k}}, {name: a, url: {secretName: s, key: l}}]}",
            "streams.webhooks has the name a twice"),
        refused(
            "kafka",
            "sink: {memory: {heapMiB: 1000}}",
            "sink.memory.heapMiB=1000 is less than the 1248 MiB"),
        refused(
            "kafka",
            "streams: {memory: {writeBuffersMiB: 129}}",
            "writeBuffersMiB=129 is part of blockCacheMiB=128"),
        refused(
            "hpa",
            "autoscaling: {keda: {enabled: true}}",
            "autoscaling.hpa and autoscaling.keda are both enabled"),
        refused(
            "hpa",
            "autoscaling: {minReplicas: 17}",
            "autoscaling.minReplicas=17 is more than maxReplicas=16"),
        refused(
            "hpa",
            "autoscaling: {maxReplicas: 17}",
            "17 stream pods are more than the 16 partitions"),
        refused(
            "kafka", "streams: {replicaCount: 5}", "5 stream pods are more than the 4 partitions"),
        refused(
            "event-hubs-workload-identity",
            "autoscaling: {keda: {enabled: true}}",
            "autoscaling.keda cannot sign in to Event Hubs with Entra ID"),
        refused(
            "keda-scram",
            "autoscaling: {keda: {authentication: {secretName: ''}}}",
            "autoscaling.keda.sasl=scram_sha512 needs autoscaling.keda.authentication.secretName"),
        refused(
            "keda-scram",
            "autoscaling: {keda: {sasl: none}}",
            "autoscaling.keda.sasl=none would not use it"),
        refused("kafka", "ingress: {enabled: true}", "ingress.enabled=true needs ingress.hosts"),
        refused(
            "kafka",
            "test: {prometheusUrl: 'http://prometheus:9090'}",
            "monitoring.kind=none tells no Prometheus of the pods"),
        refused(
            "kafka",
            "prometheusRule: {runbookBaseUrl: 'https://example.com'}",
            "prometheusRule.enabled=false: enable it"));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("contradictions")
  void shouldBeRefusedWithASentence(
      Scenario scenario, String values, String sentence, @TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("values.yaml"), values);

    assertThatThrownBy(() -> Helm3.template(Scenario.CHART, scenario.file(), file))
        .hasMessageContaining("These values cannot be installed")
        .hasMessageContaining(sentence);
  }

  /** So that no sentence of the chart is without its test. */
  @Test
  void shouldBeAllRefusalsThereAre(@TempDir Path directory) throws IOException {
    List<Pattern> sentences =
        Files.readAllLines(Scenario.CHART.resolve("templates").resolve("_refusals.tpl")).stream()
            .filter(line -> !line.startsWith("{{-") && !line.startsWith("{{/*") && !line.isBlank())
            .map(ChartRefusalsTest::withAnyValues)
            .toList();
    List<String> refusals = new ArrayList<>();
    for (Arguments contradiction : contradictions().toList()) {
      Path values =
          Files.writeString(directory.resolve("values.yaml"), contradiction.get()[1].toString());
      Scenario scenario = (Scenario) contradiction.get()[0];
      refusals.add(
          catchThrowable(() -> Helm3.template(Scenario.CHART, scenario.file(), values))
              .getMessage());
    }

    assertThat(sentences)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            sentence -> assertThat(refusals).anyMatch(refusal -> sentence.matcher(refusal).find()));
  }

  @Test
  void shouldAllBeToldAtOnce() {
    assertThatThrownBy(() -> Helm3.template(Scenario.CHART))
        .hasMessageContaining("kafka.bootstrapServers is missing")
        .hasMessageContaining("delta.basePath is missing");
  }

  @Test
  void shouldBeRefusedByHelm4Too() {
    Tool.Outcome outcome = Helm4.installed().template();

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output()).contains("delta.basePath is missing: give abfss://");
  }

  private static Arguments refused(String scenario, String values, String sentence) {
    return arguments(Scenario.named(scenario), values, sentence);
  }

  private static Pattern withAnyValues(String template) {
    return Pattern.compile(
        Stream.of(template.split("\\{\\{.*?}}")).map(Pattern::quote).collect(joining(".*")));
  }
}
