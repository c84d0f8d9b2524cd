package io.headwater.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.testkit.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as their users run them: each a process that ends by a signal. */
class QuickstartProcessIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int ENDED_BY_SIGTERM = 143;
  private static final Pattern READY =
      Pattern.compile("Broker ready at (localhost:\\d+), data in .+\\. Ctrl-C ends it\\.");
  private static final Pattern SUMMARY = Pattern.compile("SIMULATED sent=(\\d+) malformed=0 .+");

  @TempDir private Path dir;

  @Test
  void shouldEndInGoodOrderOnASignalAndKeepTheDataForTheNextStart() throws Exception {
    long sent;
    try (JavaProcess broker = run("broker", "--dir", "data", "--port", "0")) {
      String address = awaitReady(broker, 1);

      // Given a plant without an end
      try (JavaProcess plant =
          run("simulate", "--bootstrap-servers", address, "--rate=200", "--malformed-share=0")) {
        await().atMost(PATIENCE).until(() -> records(address) > 200);

        // When it is told to end
        plant.terminate();
        assertThat(plant.awaitExit(PATIENCE)).isEqualTo(ENDED_BY_SIGTERM);

        // Then it says what it has sent, and the broker has just that
        sent = sentAccordingTo(plant);
        assertThat(records(address)).isEqualTo(sent);
      }
      broker.terminate();
      assertThat(broker.awaitExit(PATIENCE)).isEqualTo(ENDED_BY_SIGTERM);
    }

    try (JavaProcess again = run("broker", "--dir", "data", "--port", "0")) {
      assertThat(records(awaitReady(again, 2))).isEqualTo(sent);
    }
  }

  private JavaProcess run(String command, String... options) {
    return JavaProcess.start(
        Quickstart.class,
        dir.resolve(command),
        List.of("-Xmx384m", "-XX:+UseSerialGC"),
        Stream.concat(Stream.of(command), Arrays.stream(options)).toList());
  }

  /** Its address, when it has said that it is ready for that many times, and nothing else. */
  private static String awaitReady(JavaProcess broker, int times) {
    await().atMost(PATIENCE).until(() -> broker.output().lines().count() >= times);
    List<String> lines = broker.output().lines().toList();
    assertThat(lines).hasSize(times).allMatch(line -> READY.matcher(line).matches());
    return firstGroup(READY, lines.get(times - 1));
  }

  private static long sentAccordingTo(JavaProcess plant) {
    List<String> lines = plant.output().lines().toList();
    return Long.parseLong(firstGroup(SUMMARY, lines.get(lines.size() - 1)));
  }

  private static String firstGroup(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    return matcher.group(1);
  }

  private static long records(String address) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      if (!admin.listTopics().names().get().contains("sensor-events")) {
        return 0;
      }
      Map<TopicPartition, OffsetSpec> partitions =
          IntStream.range(0, 4)
              .mapToObj(partition -> new TopicPartition("sensor-events", partition))
              .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
      return admin.listOffsets(partitions).all().get().values().stream()
          .mapToLong(each -> each.offset())
          .sum();
    }
  }
}
