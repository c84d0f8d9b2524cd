package io.headwater.streams.time;

import static io.headwater.streams.time.Activity.ACTIVE;
import static io.headwater.streams.time.Activity.IDLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two input partitions, which the driver of whole topologies does not have. */
class GatherProcessorTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final long SECOND = 1_000_000;
  private static final long W = EventTime.ofInstant(NOON);

  private final MockProcessorContext<byte[], Timed> context = new MockProcessorContext<>();
  private final KeyValueStore<Integer, byte[]> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("upstream"), Serdes.Integer(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();
  private final BeforeCommit beforeCommit = BeforeCommit.builder("before-commit").build();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Processor<byte[], byte[], byte[], Timed> gather =
      GatherProcessor.supplier(
              StreamsSettings.defaults(),
              new FakeBroker(2),
              meters,
              new GatherProcessor.StoreNames("upstream", "before-commit"))
          .get();

  @BeforeEach
  void startTask() {
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    context.addStateStore(beforeCommit);
    context.setCurrentSystemTimeMs(NOON.toEpochMilli());
    gather.init(context);
  }

  @Test
  void shouldWaitForTheSlowestPartition() {
    assertThat(event(0, NOON.plusSeconds(100), W + 90 * SECOND).watermark())
        .as("the other was not heard")
        .isEqualTo(Timed.NO_WATERMARK);

    assertThat(mark(1, W, ACTIVE)).containsExactly(moved(W, ACTIVE, CloseReason.WATERMARK));
    assertThat(event(1, NOON.plusSeconds(50), W + 40 * SECOND).watermark())
        .isEqualTo(W + 40 * SECOND);
    assertThat(event(1, NOON.plusSeconds(200), W + 190 * SECOND).watermark())
        .isEqualTo(W + 90 * SECOND);
  }

  @Test
  void shouldJudgeAnEventByItsOwnPartitionHoweverFarTheOthersAre() {
    // Given a partition that is ten minutes ahead
    mark(0, W + 600 * SECOND, ACTIVE);
    mark(1, W, ACTIVE);
    // When each has an event of the minute before its own time
    TimedEvent ofTheSlow = event(1, NOON.minusSeconds(1), W);
    TimedEvent ofTheFast = event(0, NOON.plusSeconds(599), W + 600 * SECOND);
    // Then each is late, though for the slow one's time the latter is in the future
    assertThat(ofTheSlow.event().late()).isTrue();
    assertThat(ofTheSlow.judgedBy()).isEqualTo(W);
    assertThat(ofTheFast.event().late()).isTrue();
    assertThat(ofTheFast.judgedBy()).isEqualTo(W + 600 * SECOND);
    assertThat(ofTheFast.watermark()).isEqualTo(W);
    // and what is new to the slow one is not late
    assertThat(event(1, NOON.plusSeconds(1), W).event().late()).isFalse();
    assertThat(meters.get("headwater.stream.late").counter().count()).isEqualTo(2);
  }

  @Test
  void shouldJudgeWhatComesAfterIdlenessByTheOthersTheyDidNotWait() {
    mark(0, W + 600 * SECOND, ACTIVE);
    assertThat(mark(1, W, IDLE)).containsExactly(moved(W + 600 * SECOND, ACTIVE, CloseReason.IDLE));

    TimedEvent woken = event(1, NOON.plusSeconds(30), W + 20 * SECOND);

    assertThat(woken.judgedBy()).isEqualTo(W + 600 * SECOND);
    assertThat(woken.watermark()).isEqualTo(W + 600 * SECOND);
    assertThat(woken.event().late()).isTrue();
  }

  @Test
  void shouldBeIdleWhenAllPartitionsAreAndGoOnWithTheirTime() {
    mark(0, W, IDLE);
    assertThat(mark(1, Timed.NO_WATERMARK, IDLE)).containsExactly(moved(W, IDLE, CloseReason.IDLE));

    assertThat(mark(0, W + 60 * SECOND, IDLE))
        .containsExactly(moved(W + 60 * SECOND, IDLE, CloseReason.IDLE));
    assertThat(mark(0, W + 60 * SECOND, ACTIVE))
        .containsExactly(moved(W + 60 * SECOND, ACTIVE, CloseReason.WATERMARK));
  }

  @Test
  void shouldSayNothingOfAMarkThatMovesNothing() {
    mark(0, W, ACTIVE);
    mark(1, W + 60 * SECOND, ACTIVE);

    assertThat(mark(1, W + 120 * SECOND, ACTIVE)).isEmpty();
    assertThat(mark(0, W, ACTIVE)).as("repeated").isEmpty();
  }

  @Test
  void shouldKnowAfterARestartWhatWasCommittedAndNothingElse() {
    // Given marks that are committed, and one in a transaction that is aborted
    mark(0, W, ACTIVE);
    mark(1, W + 60 * SECOND, ACTIVE);
    beforeCommit.flushCache();
    mark(0, W + 60 * SECOND, ACTIVE);
    // When Kafka Streams revives the task: the same processor, on the state of the last commit
    gather.close();
    gather.init(context);
    // Then time stands where it stood, and goes on from there
    assertThat(event(1, NOON.plusSeconds(80), W + 70 * SECOND).watermark()).isEqualTo(W);
    assertThat(mark(0, W + 60 * SECOND, ACTIVE))
        .containsExactly(moved(W + 60 * SECOND, ACTIVE, CloseReason.WATERMARK));
  }

  @Test
  void shouldNotMakeLateWhatCameToAnIdlePartitionWhileTheStreamWasDown() {
    // Given a stream that ended when nothing more came
    mark(0, W, IDLE);
    mark(1, W, IDLE);
    beforeCommit.flushCache();
    gather.close();
    // When it starts again, and reads one partition's backlog first
    gather.init(context);
    TimedEvent ofTheFirst = event(0, NOON.plusSeconds(610), W + 600 * SECOND);
    // Then that does not judge what the other has
    assertThat(ofTheFirst.watermark()).isEqualTo(W);
    assertThat(event(1, NOON.plusSeconds(30), W + 20 * SECOND).event().late()).isFalse();
  }

  @Test
  void shouldSaveOnlyWhatIsNew() {
    mark(0, W, ACTIVE);
    beforeCommit.flushCache();
    assertThat(store.get(0)).isNotNull();

    store.delete(0);
    beforeCommit.flushCache();
    assertThat(store.get(0)).isNull();
  }

  private static TimeMark moved(long watermark, Activity activity, CloseReason reason) {
    return new TimeMark(watermark, activity, reason);
  }

  private List<TimeMark> mark(int partition, long watermark, Activity activity) {
    send(new SpreadMessage.Mark(partition, new UpstreamMark(watermark, activity)));
    List<TimeMark> sent =
        context.forwarded().stream().map(each -> (TimeMark) each.record().value()).toList();
    context.resetForwards();
    return sent;
  }

  private TimedEvent event(int partition, Instant at, long watermark) {
    SensorEvent event =
        new SensorEvent(
            "t-1", "temperature", EventTime.ofInstant(at), 70, null, "boiler", "normal", null);
    send(
        new SpreadMessage.Event(
            partition,
            watermark,
            new EnrichedEvent(
                event,
                SensorReference.UNKNOWN,
                List.of(),
                false,
                new Origin("sensor-events", partition, 1))));
    TimedEvent sent = (TimedEvent) context.forwarded().get(0).record().value();
    context.resetForwards();
    return sent;
  }

  private void send(SpreadMessage message) {
    gather.process(new Record<>("t-1".getBytes(UTF_8), TimedFormat.encode(message), 0));
  }
}
