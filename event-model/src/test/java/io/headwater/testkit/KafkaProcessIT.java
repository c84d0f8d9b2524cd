package io.headwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {

  @Test
  void shouldKeepItsTopicsWhenItIsStoppedOrKilledAndStartedAgain(@TempDir Path directory)
      throws Exception {
    try (KafkaProcess broker = new KafkaProcess(directory).start()) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1))).all().get();
      }

      broker.stop();
      broker.start();
      broker.kill();
      broker.start();

      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        assertThat(admin.listTopics().names().get()).containsExactly("kept");
      }
    }
  }
}
