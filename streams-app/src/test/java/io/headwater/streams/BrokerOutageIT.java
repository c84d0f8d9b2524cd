package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.streams.runtime.StreamState;
import io.headwater.streams.runtime.StreamsProgress;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker that comes late, dies, and comes back. */
@Timeout(300)
class BrokerOutageIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void shouldStartAndGoOnByItselfWhenTheBrokerComesLateAndDiesAndComesBack(@TempDir Path directory)
      throws Exception {
    // Given an app, and no broker
    try (KafkaProcess broker = new KafkaProcess(directory.resolve("broker"));
        ConfigurableApplicationContext app =
            StreamsApp.start(StreamSettingsArguments.of(broker, directory))) {
      StreamsProgress progress = app.getBean(StreamsProgress.class);
      Probe probe =
          new Probe(Integer.parseInt(app.getEnvironment().getProperty("local.server.port")));
      await()
          .atMost(PATIENCE)
          .until(() -> progress.state() instanceof StreamState.WaitingForBroker);
      assertThat(probe.status("health/readiness")).isEqualTo(503);
      assertThat(probe.status("health/liveness")).isEqualTo(200);
      assertThat(probe.body("health")).contains("does not answer (Connection refused)");

      // When the broker appears
      broker.start();

      // Then the topics are made, and the stream runs
      await().atMost(PATIENCE).until(probe::isReady);
      assertThat(configuration(broker, "sensor-events-rejected"))
          .containsEntry("max.message.bytes", "4194304")
          .containsEntry("retention.ms", "604800000");
      assertThat(configuration(broker, "sensor-reference"))
          .containsEntry("cleanup.policy", "compact");

      // When the broker dies in mid-stream, and comes back
      try (Plant plant = new Plant(broker)) {
        plant.send(5_000);
        broker.kill();
        await().atMost(PATIENCE).until(() -> progress.state() instanceof StreamState.Interrupted);
        assertThat(probe.body("health")).contains("has stopped answering");
        broker.start();
        plant.send(5_000);

        // Then nothing is lost and nothing is there twice
        await().atMost(PATIENCE).until(probe::isReady);
        await().atMost(PATIENCE).until(() -> progress.inputLag().orElse(-1) == 0);
        assertThat(new Results(broker).origins()).hasSize(10_000).doesNotHaveDuplicates();
      }
      assertThat(probe.body("prometheus"))
          .contains("headwater_stream_ready 1.0", "headwater_stream_input_lag 0.0")
          .contains("kafka_stream_thread_process_ratio")
          .doesNotContain("kafka_consumer_io_");
      assertThat(probe.body("streamprogress"))
          .contains("\"state\":\"running\"", "\"watermark\":\"20");
    }
  }

  @Test
  void shouldEndWellWhenItIsToldToStopWhileItWaitsForTheBroker(@TempDir Path directory) {
    try (KafkaProcess absent = new KafkaProcess(directory.resolve("broker"));
        StreamProcess stream = StreamProcess.start(absent, directory)) {
      await()
          .atMost(PATIENCE)
          .until(() -> stream.probe().body("health").contains("waiting_for_broker"));

      stream.terminate();

      assertThat(stream.awaitExit()).isZero();
      assertThat(stream.output().lines())
          .filteredOn(line -> line.contains("does not answer (Connection refused)"))
          .hasSize(1);
    }
  }

  private static Map<String, String> configuration(KafkaProcess broker, String topic)
      throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      Map<String, String> told = new TreeMap<>();
      Set.of("max.message.bytes", "retention.ms", "cleanup.policy")
          .forEach(key -> told.put(key, config.get(key).value()));
      return told;
    }
  }
}
