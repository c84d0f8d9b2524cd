package io.headwater.streams.enrich;

import static io.headwater.streams.time.Mutes.NOT_MUTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EventTime;
import io.headwater.streams.time.Mutes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutesTest {

  private static final long NOON = EventTime.parse("2026-03-01T12:00:00Z").orElseThrow();
  private static final String UNTIL_NOON = "{\"muted_until\":\"2026-03-01T12:00:00Z\"}";
  private static final String UNTIL_ONE = "{\"muted_until\":\"2026-03-01T13:00:00Z\"}";

  @TempDir private Path state;

  @Test
  void shouldMuteASensorUntilItsRecordSaysOtherwise() throws IOException {
    try (Plant plant = new Plant()) {
      assertThat(plant.mutes.until("t-1", "hall")).isEqualTo(NOT_MUTED);
      plant.refer("t-1", UNTIL_NOON);
      assertThat(plant.mutes.until("t-1", "hall")).isEqualTo(NOON);
      assertThat(plant.mutes.until("t-2", "hall")).isEqualTo(NOT_MUTED);

      plant.refer("t-1", "{\"muted_until\":\"tomorrow\"}");
      assertThat(plant.mutes.until("t-1", "hall")).as("malformed: as before").isEqualTo(NOON);
      plant.refer("t-1", "{\"site\":\"York\"}");
      assertThat(plant.mutes.until("t-1", "hall")).isEqualTo(NOT_MUTED);
    }
  }

  @Test
  void shouldMuteTheSensorsOfALocationUntilItsTombstone() throws IOException {
    try (Plant plant = new Plant()) {
      plant.refer("t-1", UNTIL_NOON);
      plant.refer("location:hall", UNTIL_ONE);
      assertThat(plant.mutes.until("t-1", "hall")).isEqualTo(NOON + 3_600_000_000L);
      assertThat(plant.mutes.until("t-2", "hall")).isEqualTo(NOON + 3_600_000_000L);
      assertThat(plant.mutes.until("t-2", "yard")).isEqualTo(NOT_MUTED);

      plant.refer("location:hall", null);
      assertThat(plant.mutes.until("t-1", "hall")).isEqualTo(NOON);
      assertThat(plant.mutes.until("t-2", "hall")).isEqualTo(NOT_MUTED);
    }
  }

  @Test
  void shouldKnowWhoIsMutedAfterARestartWithItsState() throws IOException {
    try (Plant plant = new Plant()) {
      plant.refer("t-1", UNTIL_NOON);
    }
    try (Plant plant = new Plant()) {
      assertThat(plant.mutes.until("t-1", "hall")).isEqualTo(NOON);
    }
  }

  /** The join's global store alone, over a state that outlives it. */
  private final class Plant implements AutoCloseable {
    private final TopologyTestDriver driver;
    private final Mutes mutes;

    private Plant() throws IOException {
      // a driver deletes its state when it is closed, but not what a link leads to
      Path kept = Files.createDirectories(state.resolve("kept"));
      Path global = Files.createDirectories(state.resolve("mutes").resolve("global"));
      Files.createSymbolicLink(global.resolve("rocksdb"), kept);
      ReferenceJoin join = new ReferenceJoin("reference", new SimpleMeterRegistry());
      mutes = join.mutes();
      ByteArrayDeserializer bytes = new ByteArrayDeserializer();
      Topology topology =
          new Topology()
              .addGlobalStore(
                  join.store(), "records", bytes, bytes, "references", "update", join.updates());
      Properties config = new Properties();
      config.put(StreamsConfig.APPLICATION_ID_CONFIG, "mutes");
      config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
      config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
      driver = new TopologyTestDriver(topology, config);
    }

    private void refer(String key, @Nullable String json) {
      driver
          .createInputTopic("references", new ByteArraySerializer(), new ByteArraySerializer())
          .pipeInput(key.getBytes(UTF_8), json == null ? null : json.getBytes(UTF_8));
    }

    @Override
    public void close() {
      driver.close();
    }
  }
}
