package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.delta.TableSnapshot;
import io.headwater.sink.delta.log.LogFolder;
import io.headwater.testkit.KafkaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two sinks share topics of four partitions that are written to without a pause, keep their tables
 * tidy meanwhile, and one thing after another goes wrong: on a local disk, and on Azure's storage.
 * After each of them the sinks must catch up and the audit must pass; at the end every record that
 * was committed to a topic must be in its table, once.
 *
 * <p>{@code -Dtests.chaos.seconds=1800} lets it go on for so long, {@code -Dtests.chaos.seed=7}
 * changes what happens when. Every kind of trouble comes once before any comes again, so even the
 * shortest run has them all.
 */
class ChaosIT {

  private static final Logger LOG = LoggerFactory.getLogger(ChaosIT.class);

  private static final long SEED = Long.getLong("tests.chaos.seed", 20260501);
  private static final Duration SHORT = Duration.ofSeconds(60);
  private static final Duration BUDGET =
      Duration.ofSeconds(Integer.getInteger("tests.chaos.seconds", (int) SHORT.toSeconds()));

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int PARTITIONS = 4;
  private static final String NAME = "chaos";
  private static final Map<String, String> TABLES =
      new TreeMap<>(
          Map.of(
              "events", "enriched",
              "aggregates", "aggregates",
              "anomalies", "anomalies",
              "alerts", "alerts",
              "rejected_events", "rejected"));

  /** What can go wrong. */
  private enum Trouble {
    ONE_SINK_IS_KILLED,
    BOTH_SINKS_ARE_KILLED,
    A_SINK_SLEEPS_AND_WAKES_AS_A_ZOMBIE,
    THE_BROKER_IS_RESTARTED,
    THE_BROKER_IS_KILLED,
    THE_STORAGE_FAILS
  }

  @TempDir private Path directory;

  private final Random random = new Random(SEED);
  private final Deque<Trouble> deck = new ArrayDeque<>();
  private ChaosStorage storage;
  private KafkaProcess broker;
  private Admin admin;
  private Plant plant;
  private Load load;
  private List<SinkProcess> sinks;

  private void twoSinksUnderLoad() throws Exception {
    broker =
        new KafkaProcess(directory.resolve("broker"), "group.min.session.timeout.ms=1000").start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    plant = new Plant(broker.bootstrapServers(), NAME, PARTITIONS).begin();
    sinks = List.of(sink("one"), sink("two"));
    sinks.forEach(SinkProcess::start);
    load = new Load(plant);
    awaitCaughtUp();
  }

  @AfterEach
  void end() throws Exception {
    sinks.forEach(SinkProcess::close);
    load.close();
    plant.close();
    admin.close();
    broker.close();
    storage.close();
  }

  @Test
  void shouldHoldEachRecordOnceWhateverGoesWrong() throws Exception {
    storage = ChaosStorage.disk(directory.resolve("tables"), 128 + 2 * (int) BUDGET.toSeconds());
    twoSinksUnderLoad();
    chaos(possible(), BUDGET);
  }

  /** Azurite is slow: what concerns the storage, each once, and for longer only if asked to. */
  @Test
  void shouldHoldEachRecordOnceWhateverGoesWrongOnAzure() throws Exception {
    storage = ChaosStorage.azure(directory.resolve("azurite"));
    twoSinksUnderLoad();
    chaos(
        EnumSet.of(
            Trouble.ONE_SINK_IS_KILLED,
            Trouble.A_SINK_SLEEPS_AND_WAKES_AS_A_ZOMBIE,
            Trouble.THE_STORAGE_FAILS),
        BUDGET.minus(SHORT));
  }

  private void chaos(Set<Trouble> kinds, Duration budget) throws Exception {
    LOG.info("Chaos with seed {} for {} s", SEED, budget.toSeconds());
    Set<Trouble> left = EnumSet.copyOf(kinds);
    long begin = System.nanoTime();
    for (int round = 1; !left.isEmpty() || System.nanoTime() - begin < budget.toNanos(); round++) {
      Trouble trouble = next(kinds);
      LOG.info("Round {} after {} transactions: {}", round, load.transactions(), trouble);
      try {
        happens(trouble);
        awaitCaughtUp();
        audit();
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "Seed %d, round %d, %s: %s%n%s"
                .formatted(SEED, round, trouble, e.getMessage(), whatTheSinksSaid()),
            e);
      }
      left.remove(trouble);
    }
    load.end();
    LOG.info("The load ended after {} transactions", load.transactions());
    for (Map.Entry<String, String> table : TABLES.entrySet()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(storage.offsets(table.getKey()))
                      .as("%s; %s", table.getKey(), whatTheSinksSaid())
                      .isEqualTo(planted(table.getValue())));
    }
    audit();
    assertTidied();
  }

  /** Compaction and log clean-up went on all the time: what goes wrong met them, too. */
  private void assertTidied() throws IOException {
    try (TableLogs logs =
        TableLogs.of(DeltaSettings.at(storage.tables(), storage.hadoop()), NAME)) {
      TableDefinition events = TableCatalog.of(TopicSettings.defaults()).get(0);
      TableSnapshot table = logs.existing(events).orElseThrow().snapshot(List.of());
      assertThat(table.files()).hasSizeLessThan((int) table.version() / 2);
      assertThat(LogFolder.of(logs.root(events), logs.hadoop()).modifiedMillis(1)).isEmpty();
    }
  }

  private void happens(Trouble trouble) throws Exception {
    awaitTransactions(random.nextInt(30));
    SinkProcess victim = sinks.get(random.nextInt(sinks.size()));
    switch (trouble) {
      case ONE_SINK_IS_KILLED -> {
        victim.process().kill();
        awaitTransactions(random.nextInt(100));
        victim.start();
      }
      case BOTH_SINKS_ARE_KILLED -> {
        sinks.forEach(sink -> sink.process().kill());
        sinks.forEach(SinkProcess::start);
      }
      case A_SINK_SLEEPS_AND_WAKES_AS_A_ZOMBIE -> {
        victim.process().freeze();
        // the other one has all its partitions, and is ahead of what the sleeper has in memory
        awaitMembers(1);
        awaitCaughtUp();
        victim.process().thaw();
        awaitMembers(2);
      }
      case THE_BROKER_IS_RESTARTED -> {
        broker.stop();
        broker.start();
      }
      case THE_BROKER_IS_KILLED -> {
        broker.kill();
        broker.start();
      }
      case THE_STORAGE_FAILS -> {
        storage.fail();
        await().atMost(PATIENCE).until(() -> sinks.stream().allMatch(ChaosIT::isRetrying));
        awaitTransactions(random.nextInt(50));
        storage.mend();
      }
    }
    LOG.info("It is over after {} transactions", load.transactions());
  }

  private Trouble next(Set<Trouble> kinds) {
    if (deck.isEmpty()) {
      List<Trouble> all = new ArrayList<>(kinds);
      Collections.shuffle(all, random);
      deck.addAll(all);
    }
    return deck.remove();
  }

  private Set<Trouble> possible() {
    Set<Trouble> all = EnumSet.allOf(Trouble.class);
    if (!storage.canFail()) {
      assertThat(System.getProperty("tests.skips", "allowed"))
          .as("a full disk must not be left out here, and a tmpfs cannot be mounted")
          .isNotEqualTo("forbidden");
      LOG.warn("LEFT OUT: a full disk. It needs a tmpfs, which only root may mount");
      all.remove(Trouble.THE_STORAGE_FAILS);
    }
    return all;
  }

  private SinkProcess sink(String name) {
    SinkProcess sink =
        new SinkProcess(
            directory.resolve(name), storage.tables(), broker.bootstrapServers(), plant);
    storage
        .hadoop()
        .forEach((key, value) -> sink.with("--headwater.delta.hadoop." + key + "=" + value));
    storage.pace().forEach(sink::with);
    return sink.with("--headwater.sink.id=" + NAME)
        .with("--headwater.sink.flush-bytes=4MB")
        .with("--headwater.delta.log-retention=20s")
        .with("--headwater.delta.maintenance.compact-min-files=4")
        .with("--headwater.kafka.properties.session.timeout.ms=3000")
        .with("--headwater.kafka.properties.heartbeat.interval.ms=500");
  }

  private static boolean isRetrying(SinkProcess sink) {
    return sink.get("sinkprogress").contains("\"state\":\"retrying\"");
  }

  private void awaitTransactions(int count) {
    long target = load.transactions() + count;
    await().atMost(PATIENCE).until(() -> load.transactions() >= target);
  }

  /** Waits until all that was there at this moment is in the tables, as Kafka is told it is. */
  private void awaitCaughtUp() throws Exception {
    Map<TopicPartition, Long> ends = ends();
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ExecutionException.class) // while the broker is away
        .until(() -> areReached(ends));
  }

  private boolean areReached(Map<TopicPartition, Long> ends) throws Exception {
    load.transactions();
    for (String table : TABLES.keySet()) {
      Map<TopicPartition, OffsetAndMetadata> known =
          admin.listConsumerGroupOffsets(group(table)).partitionsToOffsetAndMetadata().get();
      String topic = NAME + "-" + TABLES.get(table);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        TopicPartition at = new TopicPartition(topic, partition);
        if (!known.containsKey(at) || known.get(at).offset() < ends.get(at)) {
          return false;
        }
      }
    }
    return true;
  }

  private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (String topic : TABLES.values()) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        latest.put(new TopicPartition(NAME + "-" + topic, partition), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(latest).all().get().forEach((at, end) -> ends.put(at, end.offset()));
    return ends;
  }

  private void awaitMembers(int count) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(() -> members() == count);
  }

  /** How many sinks read events. */
  private int members() throws ExecutionException, InterruptedException {
    String group = group("events");
    return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().size();
  }

  private static String group(String table) {
    return NAME + "-" + table;
  }

  private void audit() {
    new AuditedTables(storage.tables(), storage.hadoop(), NAME, broker.bootstrapServers(), plant)
        .mustPass();
  }

  private Map<Integer, List<Long>> planted(String topic) {
    Map<Integer, List<Long>> all = new TreeMap<>();
    plant.committed(topic).forEach((partition, of) -> all.put(partition, new ArrayList<>(of)));
    return all;
  }

  private String whatTheSinksSaid() {
    return sinks.get(0).process().tail() + "\n---\n" + sinks.get(1).process().tail();
  }
}
