package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.delta.kernel.exceptions.TableNotFoundException;
import io.headwater.sink.testkit.Azurite;
import io.headwater.sink.testkit.FaultProxy;
import io.headwater.sink.testkit.FaultProxy.Fault;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.testkit.KafkaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sink as a process whose tables are on ADLS, as far as Azurite is one: what its users rely on
 * when the sink dies, when storage is away, and when storage has a bad day.
 */
class AzureSinkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);
  private static final String FEW_FILES = "--headwater.delta.maintenance.compact-min-files=2";
  private static final long SEED = 20260105;

  @TempDir private static Path brokerDirectory;
  @TempDir private static Path azuriteDirectory;
  private static Azurite azurite;
  private static KafkaProcess broker;

  @TempDir private Path directory;

  @BeforeAll
  static void startBrokerAndStorage() {
    azurite = new Azurite(azuriteDirectory).start();
    broker = new KafkaProcess(brokerDirectory).start();
  }

  @AfterAll
  static void stopBrokerAndStorage() {
    broker.close();
    azurite.close();
  }

  @Test
  void shouldHoldEachRecordOnceThoughItIsKilledAndStorageIsAway() throws Exception {
    Random random = new Random(SEED);
    try (Plant plant = new Plant(broker.bootstrapServers(), "azure-kill").begin();
        SinkProcess sink = sink(plant, azurite.port()).start()) {
      // Given: it is killed in the middle of its work, twice
      for (int kill = 0; kill < 2; kill++) {
        awaitNewRows(plant);
        for (int moment = random.nextInt(20); moment >= 0; moment--) {
          plant.events(20);
        }
        sink.process().kill();
        sink.start();
      }
      awaitNewRows(plant);

      // and: storage goes away, which its health tells
      azurite.stop();
      plant.events(50);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(sink.get("health"))
                      .contains("\"status\":\"OUT_OF_SERVICE\"")
                      .contains("storage fails"));
      // When it is back
      azurite.start();

      // Then everything arrives, and nothing twice
      awaitNewRows(plant);
      awaitHealth(sink);
      assertThat(command(plant, "audit")).isZero();
      sink.process().terminate();
      assertThat(sink.process().awaitExit(PATIENCE)).isZero();

      // and maintenance neither loses nor doubles any
      assertThat(command(plant, "tables", "compact", FEW_FILES)).isZero();
      assertThat(command(plant, "tables", "vacuum", "--delete", "--retain=0s", "--force")).isZero();
      assertThat(command(plant, "audit")).isZero();
    }
  }

  @Test
  void shouldLoseAndDoubleNothingOnABadDayOfTheStorage() throws Exception {
    try (FaultProxy storage = new FaultProxy(azurite.port(), SEED);
        Plant plant = new Plant(broker.bootstrapServers(), "azure-faults").begin();
        SinkProcess sink = sink(plant, storage.port()).start()) {
      awaitNewRows(plant);

      // When one in eight requests is refused, cut off or answered wrongly, carried out or not
      storage.share(0.125);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                plant.events(20);
                plant.oneOfTheOthers();
                return storage.met().size() == Fault.values().length
                    && storage.met().values().stream().allMatch(times -> times >= 5);
              });
      awaitNewRows(plant);
      storage.share(0);

      // Then everything is there, and nothing twice
      awaitNewRows(plant);
      awaitHealth(sink);
      assertThat(command(plant, "audit")).isZero();
    }
  }

  private SinkProcess sink(Plant plant, int storagePort) {
    SinkProcess sink =
        new SinkProcess(
                directory, azurite.uri(plant.eventsTopic()), broker.bootstrapServers(), plant)
            .with("--headwater.sink.flush-interval=300ms");
    azurite
        .hadoop(storagePort)
        .forEach((key, value) -> sink.with("--headwater.delta.hadoop." + key + "=" + value));
    return sink;
  }

  /** Until the table of events has some more, and all else that the plant has committed. */
  private static void awaitNewRows(Plant plant) throws Exception {
    plant.events(20);
    KernelReader table =
        new KernelReader(azurite.uri(plant.eventsTopic()) + "/events", azurite.hadoop());
    await()
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .ignoreException(TableNotFoundException.class)
        .untilAsserted(
            () ->
                assertThat(SinkProcess.offsets(table))
                    .isEqualTo(sorted(plant.committed("enriched"))));
  }

  private static void awaitHealth(SinkProcess sink) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(sink.get("health")).contains("\"status\":\"UP\""));
  }

  private static Map<Integer, List<Long>> sorted(Map<Integer, SortedSet<Long>> offsets) {
    Map<Integer, List<Long>> sorted = new TreeMap<>();
    offsets.forEach((partition, of) -> sorted.put(partition, List.copyOf(of)));
    return sorted;
  }

  /** The exit code of a command about the plant's tables. */
  private static int command(Plant plant, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(plant.settings());
    arguments.add("--headwater.kafka.bootstrap-servers=" + broker.bootstrapServers());
    arguments.add("--headwater.delta.base-path=" + azurite.uri(plant.eventsTopic()));
    azurite
        .hadoop()
        .forEach((key, value) -> arguments.add("--headwater.delta.hadoop." + key + "=" + value));
    return SinkApp.execute(arguments.toArray(String[]::new));
  }
}
