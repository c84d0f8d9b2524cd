package io.headwater.sink.worker;

import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.batch.FlushPolicy;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.OnGap;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.gaps.GapLedger;
import io.headwater.sink.maintain.MaintenanceJournal;
import io.headwater.sink.maintain.TableMaintenance;
import io.headwater.sink.parquet.TableFileWriter;
import io.headwater.sink.testkit.FaultyLogStore;
import io.headwater.sink.testkit.KernelReader;
import io.headwater.sink.testkit.Records;
import io.headwater.sink.worker.TopicIds.Found;
import io.headwater.sink.worker.TopicIds.Found.Present;
import io.headwater.sink.worker.WorkerState.Phase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The events table, its worker, and a consumer that does what a test says: one step a poll, on the
 * worker's own thread, with a clock that moves only by a step. So a scenario is the same each time.
 */
final class Scenario {

  static final TableDefinition EVENTS = TableCatalog.of(TopicSettings.defaults()).get(0);
  static final TopicPartition P0 = new TopicPartition(EVENTS.topic(), 0);
  static final TopicPartition P1 = new TopicPartition(EVENTS.topic(), 1);
  static final Duration FLUSH_INTERVAL = Duration.ofSeconds(10);

  private static final RetrySchedule SOON =
      new RetrySchedule(Duration.ofMillis(1), Duration.ofMillis(1));
  private static final EnrichedEventJson JSON = new EnrichedEventJson();

  final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("none") {
        @Override
        public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
          beforeLook.run();
          return super.partitionsFor(topic, timeout);
        }
      };
  final TableLogs logs;
  final FaultyLogStore.Faults faults = new FaultyLogStore.Faults();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final TableJournal journal;

  private final Path base;
  private final StopSignal stop = new StopSignal();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final FlushPolicy policy;
  private Found topic = new Present(OptionalLong.of(1));
  private boolean silent;
  private OnGap onGap = OnGap.STOP;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Target.Opener opener;
  private Supplier<Consumer<byte[], byte[]>> consumers = () -> consumer;
  private List<TableMaintenance.Scheduled> chores = List.of();
  private Executor background = Runnable::run;
  private Runnable beforeLook = () -> {};

  Scenario(Path base) {
    this(base, new FlushPolicy(FLUSH_INTERVAL, 1_000, 1_000_000));
  }

  Scenario(Path base, FlushPolicy policy) {
    this.base = base;
    this.policy = policy;
    logs = TableLogs.of(DeltaSettings.at(base.toString(), faults.hadoop()), "headwater");
    opener = () -> target();
    InstantSource clock = () -> now;
    journal = new TableJournal(EVENTS, meters, clock);
    createTheTopic();
    consumer.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
    consumer.updateEndOffsets(Map.of(P0, 0L, P1, 0L));
  }

  Target target() throws IOException {
    return new Target(
        logs.open(EVENTS),
        new TableFileWriter(EVENTS, logs.root(EVENTS), logs.hadoop()),
        new TableMaintenance(
            EVENTS.name(),
            chores,
            background,
            () -> now,
            new MaintenanceJournal(EVENTS.name(), meters)));
  }

  /** Gives the table something to do beside its flushes. */
  Scenario with(TableMaintenance.Scheduled chore) {
    chores = List.of(chore);
    return this;
  }

  /** Lets the background work, which otherwise does so at once. */
  Scenario inBackground(Executor other) {
    background = other;
    return this;
  }

  void createTheTopic() {
    consumer.updatePartitions(
        EVENTS.topic(),
        List.of(
            new PartitionInfo(EVENTS.topic(), 0, null, null, null),
            new PartitionInfo(EVENTS.topic(), 1, null, null, null)));
  }

  void deleteTheTopic() {
    consumer.updatePartitions(EVENTS.topic(), List.of());
  }

  void beforeEachLookAtTheTopic(Runnable event) {
    beforeLook = event;
  }

  void opensBy(Target.Opener other) {
    opener = other;
  }

  /** What happens in the next poll that has nothing else to do. */
  Scenario then(Runnable step) {
    consumer.schedulePollTask(step);
    return this;
  }

  Scenario assign(TopicPartition... partitions) {
    return then(() -> consumer.rebalance(Arrays.asList(partitions)))
        .then(() -> {}); // the position is settled before the next poll
  }

  /** Gaps are written to the ledger, and the table goes on. */
  Scenario recordsGaps() {
    onGap = OnGap.RECORD;
    return this;
  }

  /** The topic of that name is another one now, with nothing in it. */
  Scenario isTopic(long number) {
    silent = false;
    topic = new Present(OptionalLong.of(number));
    return this;
  }

  /** The broker is one that has no topic ids. */
  Scenario withoutTopicIds() {
    topic = new Present(OptionalLong.empty());
    return this;
  }

  /** Whoever asks about topics waits in vain. */
  void topicsAreNotAnswered() {
    silent = true;
  }

  /** What is produced next has offset 0 again. */
  void startsOver(TopicPartition partition) {
    ends.remove(partition);
  }

  private Gaps gaps() {
    return new Gaps(this::find, new GapLedger(logs, () -> now), onGap);
  }

  private Found find(String name) {
    if (silent) {
      throw new TimeoutException("nobody answered");
    }
    return topic;
  }

  /** The topic has lost everything before {@code offset}. */
  Scenario retainedFrom(TopicPartition partition, long offset) {
    consumer.updateBeginningOffsets(Map.of(partition, offset));
    ends.merge(partition, offset, Math::max);
    consumer.updateEndOffsets(Map.of(partition, ends.get(partition)));
    return this;
  }

  /** The topic has records up to {@code offset}, though they are delivered later. */
  Scenario endsAt(TopicPartition partition, long offset) {
    consumer.updateEndOffsets(Map.of(partition, offset));
    return this;
  }

  Scenario produce(TopicPartition partition, int count) {
    return then(() -> produceNow(partition, count));
  }

  void produceNow(TopicPartition partition, int count) {
    for (int i = 0; i < count; i++) {
      deliver(
          partition,
          JSON.encode(
              Records.reading("sensor-" + partition.partition(), "2026-01-01T00:00:00Z", i)));
    }
  }

  Scenario produceGarbage(TopicPartition partition) {
    return then(() -> deliver(partition, "{\"sensor".getBytes(StandardCharsets.UTF_8)));
  }

  Scenario pass(Duration time) {
    return then(() -> now = now.plus(time));
  }

  Scenario flushInterval() {
    return pass(FLUSH_INTERVAL).then(() -> {});
  }

  Phase phase() {
    return journal.progress().state().phase();
  }

  String reason() {
    return journal.progress().state().reason();
  }

  /** The end of the story: the worker is asked to stop. */
  void end() {
    then(stop::request);
    run();
  }

  /** The end of another story, of which this one is a part. */
  void end(Scenario whole) {
    then(whole.stop::request);
  }

  /** The worker has one after the other. */
  Scenario consumers(List<Consumer<byte[], byte[]>> each) {
    Deque<Consumer<byte[], byte[]>> left = new ArrayDeque<>(each);
    consumers = left::remove;
    return this;
  }

  /** Lets the worker run until it ends by itself. */
  void run() {
    new TableTask(EVENTS, opener, consumers, policy, gaps(), SOON, SOON, () -> now, journal, stop)
        .run();
  }

  /** The offsets in the table by partition, in order, as an independent reader sees them. */
  Map<Integer, List<Long>> offsets() {
    Map<Integer, List<Long>> offsets = new TreeMap<>();
    for (Map<String, ?> row : new KernelReader(folder()).rows()) {
      offsets
          .computeIfAbsent((Integer) row.get("kafka_partition"), p -> new ArrayList<>())
          .add((Long) row.get("kafka_offset"));
    }
    offsets.values().forEach(Collections::sort);
    return offsets;
  }

  long committed(TopicPartition partition) throws IOException {
    TableLog log = logs.open(EVENTS);
    return log.committed(List.of(partition)).next(partition).orElse(-1);
  }

  Path folder() {
    return base.resolve(EVENTS.name());
  }

  double count(String outcome) {
    return meters.counter("headwater.sink.commits", "table", "events", "outcome", outcome).count();
  }

  private void deliver(TopicPartition partition, byte[] value) {
    long offset = ends.merge(partition, 1L, Long::sum) - 1;
    consumer.updateEndOffsets(
        Map.of(
            partition,
            Math.max(offset + 1, consumer.endOffsets(List.of(partition)).get(partition))));
    consumer.addRecord(Records.at(partition.topic(), partition.partition(), offset, value));
  }
}
