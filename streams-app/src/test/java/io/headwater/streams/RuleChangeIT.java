package io.headwater.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.Anomaly;
import io.headwater.model.EnrichedEvent;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A rule is changed while two instances work. */
@Timeout(180)
class RuleChangeIT {

  private static final Logger log = LoggerFactory.getLogger(RuleChangeIT.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String RULE =
      """
      {"version":%d,"kind":"threshold","device_type":"pressure","high":%s,"unit":"bar"}
      """;

  @Test
  void shouldHoldOnAllInstancesWithoutARestart(@TempDir Path directory) throws Exception {
    try (KafkaProcess broker = new KafkaProcess(directory.resolve("broker")).start();
        StreamProcess one = StreamProcess.start(broker, directory.resolve("one"));
        StreamProcess two = StreamProcess.start(broker, directory.resolve("two"))) {
      // Given two instances that share the partitions, and sensors that send all the time
      await().atMost(PATIENCE).until(() -> one.hasTasks() && two.hasTasks());
      Results results = new Results(broker);
      try (LivePlant plant = new LivePlant(broker, "sensor-events", 0, 1, 2, 3)) {
        await().atMost(PATIENCE).until(() -> results.events().size() > 20);

        // When a rule comes that all of them break
        Instant put = Instant.now();
        put(broker, "too-high", RULE.formatted(1, "-1"));
        // Then it is in force for the sensors of all partitions
        awaitOfAllPartitions(results, 1);
        log.info("In force on both instances after {} ms", slowest(results, 1, put).toMillis());

        // When what comes next is malformed
        put(broker, "too-high", "{\"version\":2,\"kind\":\"threshold\",\"hihg\":3}");
        await().atMost(PATIENCE).until(() -> refused(one) == 1 && refused(two) == 1);
        // Then the last good one goes on, and each names the version that found it
        int before = of(results, 1).size();
        await().atMost(PATIENCE).until(() -> of(results, 1).size() > before);
        put(broker, "too-high", RULE.formatted(3, "-2"));
        awaitOfAllPartitions(results, 3);
        assertThat(of(results, 2)).isEmpty();

        // When it is withdrawn
        put(broker, "too-high", null);
        // Then it finds nothing more in any partition
        await()
            .atMost(PATIENCE)
            .until(() -> IntStream.range(0, 4).allMatch(p -> isQuiet(results, p)));
        plant.stop(0);
      }
    }
  }

  private static void awaitOfAllPartitions(Results results, int version) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> partitions(of(results, version)).equals(Set.of(0, 1, 2, 3)));
  }

  /** Whether the latest events of the partition broke no such rule. */
  private static boolean isQuiet(Results results, int partition) {
    return results.events().stream()
        .filter(event -> event.origin().partition() == partition)
        .sorted(Comparator.comparing((EnrichedEvent event) -> event.origin().offset()).reversed())
        .limit(10)
        .noneMatch(event -> event.anomalies().contains("too-high"));
  }

  /** How long after the change the first event came, of the last partition to know the rule. */
  private static Duration slowest(Results results, int version, Instant put) {
    long latest =
        partitions(of(results, version)).stream()
            .mapToLong(
                partition ->
                    of(results, version).stream()
                        .filter(anomaly -> anomaly.origin().partition() == partition)
                        .mapToLong(Anomaly::eventTime)
                        .min()
                        .orElseThrow())
            .max()
            .orElseThrow();
    return Duration.between(put, Instant.ofEpochMilli(latest / 1_000));
  }

  private static List<Anomaly> of(Results results, int version) {
    return results.anomalies().stream()
        .filter(anomaly -> anomaly.ruleId().equals("too-high"))
        .filter(anomaly -> anomaly.ruleVersion() == version)
        .toList();
  }

  private static Set<Integer> partitions(List<Anomaly> anomalies) {
    return new TreeSet<>(anomalies.stream().map(anomaly -> anomaly.origin().partition()).toList());
  }

  private static double refused(StreamProcess process) {
    return process
        .probe()
        .body("prometheus")
        .lines()
        .filter(line -> line.startsWith("headwater_stream_rules_refused_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static void put(KafkaProcess broker, String id, @Nullable String json)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  "detection-rules",
                  id.getBytes(UTF_8),
                  json == null ? null : json.getBytes(UTF_8)))
          .get();
    }
  }
}
