package io.headwater.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.sink.maintain.Cancellation;
import io.headwater.sink.maintain.Vacuum;
import io.headwater.sink.maintain.VacuumRequest;
import io.headwater.sink.maintain.VacuumRequest.Guard;
import io.headwater.sink.maintain.VacuumRequest.Mode;
import io.headwater.testkit.KafkaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sink is killed (SIGKILL) at each step from a record that was read to an offset that Kafka was
 * told. What lies on disk then shows that it died at that step and at no other; a plain restart
 * must bring each record into the table once, and the audit must pass.
 */
class SinkCrashIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SIGKILL = 128 + 9;

  private static final String NAME = "crash";

  @TempDir private static Path directory;
  private static KafkaProcess broker;
  private static Admin admin;
  private static Plant plant;

  /** Runs before each test and after it, so that it is started once a test. */
  private static SinkProcess sink;

  private static Debugger debugger;

  /** A table's folder as a killed process left it. */
  private record Disk(List<Path> dataFiles, List<Path> entries, List<Path> drafts) {}

  @BeforeAll
  static void aSinkThatWorks() throws Exception {
    broker =
        new KafkaProcess(directory.resolve("broker"), "group.min.session.timeout.ms=1000").start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    plant = new Plant(broker.bootstrapServers(), NAME).begin();
    sink =
        new SinkProcess(directory.resolve("sink"), tables(), broker.bootstrapServers(), plant)
            .with("--headwater.sink.id=" + NAME)
            .with("--headwater.sink.flush-interval=100ms")
            .with("--headwater.kafka.properties.session.timeout.ms=2000")
            .with("--headwater.kafka.properties.heartbeat.interval.ms=500");
    start();
  }

  @AfterAll
  static void stop() {
    sink.close();
    debugger.close();
    plant.close();
    admin.close();
    broker.close();
  }

  private static void start() {
    debugger = new Debugger();
    sink.start(debugger.jvmOption());
  }

  @Test
  void shouldHoldEachRecordOnceWhenKilledWithItsRowsInMemory() throws Exception {
    Disk before = killAt(Step.entering("io.headwater.sink.parquet.TableFileWriter", "write"));

    assertThat(disk()).isEqualTo(before);
    recovers();
  }

  @Test
  void shouldHoldEachRecordOnceWhenKilledWithADataFileOpen() throws Exception {
    Disk before = killAt(Step.entering("org.apache.parquet.hadoop.ParquetWriter", "close"));

    Path orphan = theNewDataFile(before);
    assertThat(isWhole(orphan)).isFalse();
    assertThat(disk().entries()).isEqualTo(before.entries());
    recovers();
    assertThat(orphan).exists();
  }

  @Test
  void shouldHoldEachRecordOnceWhenKilledWithADataFileClosed() throws Exception {
    Disk before = killAt(Step.entering("io.headwater.sink.parquet.TableStorage", "seal"));

    Path orphan = theNewDataFile(before);
    assertThat(isWhole(orphan)).isTrue();
    assertThat(disk().entries()).isEqualTo(before.entries());
    recovers();
    assertThat(orphan).exists();
  }

  @Test
  void shouldSweepTheFileOfADeadSinkOnceItIsOldAndNoOtherFile() throws Exception {
    Disk before = killAt(Step.entering("io.headwater.sink.parquet.TableStorage", "seal"));
    Path orphan = theNewDataFile(before);
    recovers();

    vacuum();
    assertThat(orphan).exists();

    for (Path file : disk().dataFiles()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    }
    vacuum();
    assertThat(orphan).doesNotExist();
    holdsEachRecordOnce();
  }

  @Test
  void shouldHoldEachRecordOnceWhenKilledBeforeTheCommit() throws Exception {
    Disk before = killAt(Step.entering("io.headwater.sink.delta.TableLog", "append"));

    assertThat(isWhole(theNewDataFile(before))).isTrue();
    assertThat(disk().entries()).isEqualTo(before.entries());
    recovers();
  }

  @Test
  void shouldHoldEachRecordOnceWhenKilledBeforeTheCommitIsPublished() throws Exception {
    Disk before = killAt(Step.entering("java.nio.file.Files", "createLink"));

    Path draft = single(disk().drafts());
    assertThat(Files.readString(draft)).contains(theNewDataFile(before).getFileName().toString());
    assertThat(disk().entries()).isEqualTo(before.entries());
    recovers();
  }

  @Test
  void shouldHoldEachRecordOnceWhenKilledBeforeItKnowsThatTheCommitLanded() throws Exception {
    Disk before = killAt(Step.leaving("io.headwater.sink.delta.LinkLogStore", "write"));

    assertTheCommitLanded(before);
    recovers();
  }

  @Test
  void shouldHoldEachRecordOnceWhenKilledBeforeKafkaIsToldTheOffsets() throws Exception {
    Disk before =
        killAt(Step.entering("org.apache.kafka.clients.consumer.KafkaConsumer", "commitAsync"));

    assertTheCommitLanded(before);
    recovers();
  }

  /**
   * Lets the sink commit some records, kills it at {@code step} with others, and has a look at what
   * was on disk between the two.
   */
  private static Disk killAt(Step step) throws Exception {
    plant.events(30);
    await().atMost(PATIENCE).failFast(SinkCrashIT::requireLife).until(() -> kafkaKnows(ends()));
    Disk before = disk();
    debugger.attach();
    debugger.freezeAt(step);
    plant.events(60);
    debugger.awaitFrozen(step, PATIENCE);
    sink.process().kill();
    assertThat(sink.process().awaitExit(PATIENCE)).isEqualTo(SIGKILL);
    debugger.close();
    return before;
  }

  private static void assertTheCommitLanded(Disk before) throws Exception {
    Disk after = disk();
    assertThat(after.entries()).hasSizeGreaterThan(before.entries().size());
    String entry = Files.readString(after.entries().get(after.entries().size() - 1));
    assertThat(entry).contains(theNewDataFile(before).getFileName().toString());
    assertThat(kafkaKnows(ends())).isFalse();
  }

  private static void recovers() throws Exception {
    start();
    plant.events(30);
    holdsEachRecordOnce();
  }

  private static void holdsEachRecordOnce() {
    await()
        .atMost(PATIENCE)
        .failFast(SinkCrashIT::requireLife)
        .untilAsserted(() -> assertThat(SinkProcess.offsets(table())).isEqualTo(plantedOffsets()));
    new AuditedTables(tables(), NAME, broker.bootstrapServers(), plant).mustPass();
  }

  private static void vacuum() throws IOException {
    new Vacuum(
            new org.apache.hadoop.fs.Path(table().toUri()),
            new Configuration(),
            InstantSource.system())
        .run(
            new VacuumRequest(VacuumRequest.SAFE_RETENTION, Mode.DELETE, Guard.SAFE),
            Cancellation.never());
  }

  private static void requireLife() {
    assertThat(sink.process().isAlive()).as(sink.process().tail()).isTrue();
  }

  private static Map<Integer, List<Long>> plantedOffsets() {
    Map<Integer, List<Long>> all = new TreeMap<>();
    for (Map.Entry<Integer, SortedSet<Long>> of : plant.committed("enriched").entrySet()) {
      all.put(of.getKey(), new ArrayList<>(of.getValue()));
    }
    return all;
  }

  private static Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < Plant.PARTITIONS; partition++) {
      latest.put(new TopicPartition(plant.eventsTopic(), partition), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(latest).all().get().forEach((at, end) -> ends.put(at, end.offset()));
    return ends;
  }

  private static boolean kafkaKnows(Map<TopicPartition, Long> positions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> known =
        admin.listConsumerGroupOffsets(NAME + "-events").partitionsToOffsetAndMetadata().get();
    return positions.entrySet().stream()
        .allMatch(
            position ->
                known.containsKey(position.getKey())
                    && known.get(position.getKey()).offset() == position.getValue());
  }

  private static Path tables() {
    return directory.resolve("tables");
  }

  private static Path table() {
    return tables().resolve("events");
  }

  private static Disk disk() throws IOException {
    return new Disk(
        files("glob:**.parquet", "glob:**/_delta_log/**"),
        files("glob:**/_delta_log/*.json", "glob:**/.*"),
        files("glob:**/_delta_log/.*.tmp", "glob:"));
  }

  private static List<Path> files(String glob, String except) throws IOException {
    try (Stream<Path> all = Files.walk(table())) {
      return all.filter(table().getFileSystem().getPathMatcher(glob)::matches)
          .filter(path -> !table().getFileSystem().getPathMatcher(except).matches(path))
          .sorted()
          .toList();
    }
  }

  private static Path theNewDataFile(Disk before) throws IOException {
    List<Path> files = new ArrayList<>(disk().dataFiles());
    files.removeAll(before.dataFiles());
    return single(files);
  }

  private static Path single(List<Path> files) {
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  /** Whether a Parquet file has its footer. */
  private static boolean isWhole(Path file) throws IOException {
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    return content.length() > 8 && content.endsWith("PAR1");
  }
}
