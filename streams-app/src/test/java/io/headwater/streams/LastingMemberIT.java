package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.testkit.KafkaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process with a name in the group, which stops for a short time, as in a rolling update. */
@Timeout(180)
class LastingMemberIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PARTITIONS = 4;
  private static final String[] FIRST = member("plant-0");
  private static final String[] SECOND = member("plant-1");

  @Test
  void shouldFindItsPartitionsWaitingWhenItComesBack(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    try (KafkaProcess broker = new KafkaProcess(directory.resolve("broker")).start();
        Plant plant = new Plant(broker);
        StreamProcess second = StreamProcess.start(broker, two, SECOND)) {
      // Given two processes that share the partitions
      List<Integer> before;
      try (StreamProcess first = StreamProcess.start(broker, one, FIRST)) {
        await().atMost(PATIENCE).until(() -> first.hasTasks() && second.hasTasks());
        plant.send(List.of(Events.temperature("T-1", Instant.parse("2025-03-01T10:00:00Z"), 70)));
        before = partitions(first);

        // When one of them stops
        first.terminate();
        assertThat(first.awaitExit()).isZero();
      }

      // Then it still has its place, and the other one does not take over
      assertThat(members(broker)).containsOnlyKeys("plant-0-1", "plant-1-1");
      assertThat(partitions(second)).doesNotContainAnyElementsOf(before);
      assertThat(second.probe().body("streamprogress"))
          .contains("\"host\":\"plant-0:8080\"", "\"host\":\"plant-1:8080\"");

      // And has the same partitions when it is back
      try (StreamProcess back = StreamProcess.start(broker, one, FIRST)) {
        await().atMost(PATIENCE).until(back::hasTasks);
        assertThat(partitions(back)).isEqualTo(before);
      }
    }
  }

  private static String[] member(String name) {
    return new String[] {
      "--headwater.streams.instance-id=" + name,
      "--headwater.streams.application-server=" + name + ":8080",
      "--headwater.kafka.properties.main.consumer.session.timeout.ms=60000"
    };
  }

  private static List<Integer> partitions(StreamProcess process) {
    return IntStream.range(0, PARTITIONS).filter(process::reads).boxed().toList();
  }

  private static Map<String, MemberDescription> members(KafkaProcess broker)
      throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      ConsumerGroupDescription group =
          admin
              .describeConsumerGroups(List.of("headwater-streams"))
              .all()
              .get()
              .get("headwater-streams");
      return group.members().stream()
          .collect(
              Collectors.toMap(
                  member -> member.groupInstanceId().orElse(member.consumerId()),
                  member -> member));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
