package io.headwater.quickstart.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.testkit.FreePorts;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command against a cluster of two brokers, the second of which sends its clients where nobody
 * is. Who asks the first one learns of both, and gets along as long as it needs nothing of the
 * second.
 */
@Timeout(180)
class DoctorClusterIT {

  @Test
  void shouldNameTheBrokerThatSendsItsClientsAstray(@TempDir Path dir) throws Exception {
    // Given
    int nobody = FreePorts.next();
    try (KafkaProcess first = new KafkaProcess(dir.resolve("first")).start();
        KafkaProcess second = first.second(dir.resolve("second"), nobody)) {
      second.start();
      createOnBoth("sensor-events", first);

      // When
      DoctorRun run =
          DoctorRun.of(
              "--bootstrap-servers=" + first.bootstrapServers(),
              "--headwater.streams.state-dir=" + dir.resolve("state"),
              "--headwater.delta.base-path=" + dir.resolve("tables"));

      // Then
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.of("sign-in")).singleElement().asString().contains("OK", "2 brokers");
      assertThat(run.of("brokers"))
          .satisfiesExactlyInAnyOrder(
              row -> assertThat(row).contains("OK", first.bootstrapServers()),
              row ->
                  assertThat(row)
                      .contains(
                          "FAIL",
                          "127.0.0.1:%d (127.0.0.1) takes no connections: ".formatted(nobody)));
      assertThat(run.out())
          .contains(
              "do: check the port in advertised.listeners of broker 2, and that the broker runs"
                  + " (clients go where it says, whatever the bootstrap servers are)");
      // What any broker knows is told, and what only the second may know is not waited for
      assertThat(run.of("topics")).anyMatch(row -> row.contains("sensor-events: 2 partitions"));
      assertThat(List.of("transactions", "quotas", "group"))
          .allSatisfy(
              check ->
                  assertThat(run.of(check))
                      .singleElement()
                      .asString()
                      .contains("SKIPPED", "because of brokers"));
      assertThat(run.out()).contains("fail=1");
      assertThat(run.err()).isEmpty();
    }
  }

  private static void createOnBoth(String topic, KafkaProcess first) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", first.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(topic, Map.of(0, List.of(1), 1, List.of(2)))))
          .all()
          .get();
    }
  }
}
