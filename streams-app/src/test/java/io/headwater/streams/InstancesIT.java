package io.headwater.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Instances of the application that know where the others are, and which partitions they have. */
@Timeout(180)
class InstancesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String[] HOSTS = {"plant-0:8080", "plant-1:8080"};
  private static final List<Integer> ALL = List.of(0, 1, 2, 3);

  @TempDir private Path directory;

  @Test
  void shouldTellOnEachInstanceWhichPartitionsAllOfThemHave() {
    try (KafkaProcess broker = new KafkaProcess(directory.resolve("broker")).start();
        ConfigurableApplicationContext first = instance(broker, "plant-0")) {
      Map<String, Partitions> alone = Map.of(HOSTS[0], new Partitions(ALL, List.of()));
      await().atMost(PATIENCE).until(() -> told(first).equals(alone));

      // When a second one takes over some of the partitions
      try (ConfigurableApplicationContext second = instance(broker, "plant-1")) {

        // Then both tell the same: all are with one, and the copies with the other
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  Map<String, Partitions> told = told(first);
                  assertThat(told(second)).isEqualTo(told).containsOnlyKeys(HOSTS);
                  Partitions one = told.get(HOSTS[0]);
                  Partitions other = told.get(HOSTS[1]);
                  assertThat(one.active()).isNotEmpty().isEqualTo(other.standby());
                  assertThat(other.active()).isNotEmpty().isEqualTo(one.standby());
                  assertThat(one.active()).doesNotContainAnyElementsOf(other.active());
                  assertThat(one.active().size() + other.active().size()).isEqualTo(ALL.size());
                });
      }

      // And when it is gone, the first one no longer tells of it
      await().atMost(PATIENCE).until(() -> told(first).equals(alone));
    }
  }

  private ConfigurableApplicationContext instance(KafkaProcess broker, String name) {
    return StreamsApp.start(
        StreamSettingsArguments.of(
            broker,
            directory.resolve(name),
            "--headwater.streams.application-server=" + name + ":8080",
            "--headwater.streams.standby-replicas=1"));
  }

  /** Those of the input topic. */
  private record Partitions(List<Integer> active, List<Integer> standby) {}

  /** The partitions of each instance, by its host, as that instance tells them. */
  private static Map<String, Partitions> told(ConfigurableApplicationContext app) {
    String port =
        Objects.requireNonNull(app.getEnvironment().getProperty("local.server.port"), "port");
    JsonNode progress =
        JsonMapper.shared().readTree(new Probe(Integer.parseInt(port)).body("streamprogress"));
    Map<String, Partitions> told = new TreeMap<>();
    for (JsonNode instance : progress.path("instances")) {
      told.put(
          instance.path("host").asString(),
          new Partitions(inputs(instance.path("active")), inputs(instance.path("standby"))));
    }
    return told;
  }

  private static List<Integer> inputs(JsonNode share) {
    return StreamSupport.stream(share.path("inputPartitions").spliterator(), false)
        .map(JsonNode::asInt)
        .toList();
  }
}
