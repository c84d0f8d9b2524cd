package io.headwater.streams.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.CloseReason;
import io.headwater.model.EventTime;
import io.headwater.model.SensorEvent;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.time.PartitionProgress.Confirmed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
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

/**
 * What the driver of whole topologies cannot show: marks between stages, and what is saved when.
 */
class WatermarkProcessorTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final long SAVED_AT_NOON = EventTime.ofInstant(NOON.minusSeconds(10));

  private final MockProcessorContext<byte[], Timed> context = new MockProcessorContext<>();
  private final KeyValueStore<Integer, Long> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("watermarks"), Serdes.Integer(), Serdes.Long())
          .withLoggingDisabled()
          .build();
  private final BeforeCommit beforeCommit = BeforeCommit.builder("before-commit").build();
  private final FakeBroker broker = new FakeBroker(1);
  private final Processor<byte[], SensorEvent, byte[], Timed> time =
      WatermarkProcessor.supplier(
              StreamsSettings.defaults(),
              broker,
              new SimpleMeterRegistry(),
              new WatermarkProcessor.StoreNames("watermarks", "before-commit"))
          .get();

  private Instant now = NOON;
  private long nextOffset;

  @BeforeEach
  void startTask() {
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    context.addStateStore(beforeCommit);
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    time.init(context);
  }

  @Test
  void shouldSaveTheWatermarkOnceACommit() {
    read(NOON);
    read(NOON.plusSeconds(1));
    assertThat(store.get(0)).isNull();

    beforeCommit.flushCache();
    assertThat(store.get(0)).isEqualTo(SAVED_AT_NOON);
  }

  @Test
  void shouldForgetWhatWasNotCommittedWhenTheTaskIsRevived() {
    // Given a watermark that is committed, and an event in a transaction that is aborted
    read(NOON);
    beforeCommit.flushCache();
    pass(Duration.ofMinutes(5));
    read(NOON.plusSeconds(300));
    // When Kafka Streams revives the task: the same processor, on the state of the last commit
    time.close();
    time.init(context);
    context.resetForwards();
    // Then events are judged as they were before it
    assertThat(read(NOON.minusSeconds(30)).event().late()).isFalse();
    assertThat(read(NOON.minusSeconds(71)).event().late()).isTrue();
    assertThat(read(NOON).watermark()).isEqualTo(SAVED_AT_NOON);
  }

  @Test
  void shouldTellOfAPartitionThatNeverHadAnEventAsSoonAsTheBrokerConfirmsIt() {
    pass(Duration.ofSeconds(1));
    assertThat(marks()).as("nobody has heard of the broker").isEmpty();

    passWithNothingToRead(1);
    assertThat(marks())
        .containsExactly(new TimeMark(Timed.NO_WATERMARK, Activity.IDLE, CloseReason.IDLE));

    passWithNothingToRead(60);
    assertThat(marks()).as("nothing new").isEmpty();
  }

  @Test
  void shouldTellWhenAPartitionFallsIdleAndThenEachTimeItMovesOn() {
    read(NOON);
    passWithNothingToRead(30);
    assertThat(marks()).isEmpty();

    passWithNothingToRead(3);
    assertThat(marks())
        .containsExactly(
            new TimeMark(SAVED_AT_NOON, Activity.IDLE, CloseReason.IDLE),
            new TimeMark(SAVED_AT_NOON + 1_000_000, Activity.IDLE, CloseReason.IDLE),
            new TimeMark(SAVED_AT_NOON + 2_000_000, Activity.IDLE, CloseReason.IDLE));
  }

  @Test
  void shouldTellWhenThereIsSomethingToReadAgain() {
    read(NOON);
    passWithNothingToRead(31);
    marks();

    broker.confirmed = new Confirmed(2, 1, now.plusSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(marks())
        .containsExactly(new TimeMark(SAVED_AT_NOON, Activity.ACTIVE, CloseReason.WATERMARK));
  }

  @Test
  void shouldBeActiveWithTheFirstEventAfterIdlenessAndTellWhenItIsIdleAgain() {
    passWithNothingToRead(1);
    marks();

    TimedEvent first = read(NOON);
    assertThat(first.activity()).isEqualTo(Activity.ACTIVE);

    passWithNothingToRead(31);
    assertThat(marks()).extracting(TimeMark::activity).containsExactly(Activity.IDLE);
  }

  @Test
  void shouldHoldNobodyBackWhereAllThatComesIsRejected() {
    read(NOON);
    // When ten records come each second, none of which is an event, and the last are not committed
    for (int second = 1; second <= 40; second++) {
      broker.confirmed =
          new Confirmed(nextOffset + 10L * second, nextOffset + 10L * second - 5, now);
      pass(Duration.ofSeconds(1));
    }

    assertThat(marks()).isNotEmpty().extracting(TimeMark::activity).containsOnly(Activity.IDLE);
  }

  @Test
  void shouldGoOnFromTheIdleWatermarkThatWasSaved() {
    read(NOON);
    passWithNothingToRead(33);
    beforeCommit.flushCache();

    assertThat(store.get(0)).isEqualTo(SAVED_AT_NOON + 2_000_000);
  }

  private TimedEvent read(Instant at) {
    context.setRecordMetadata("sensor-events", 0, nextOffset);
    nextOffset++;
    SensorEvent event =
        new SensorEvent(
            "t-1", "temperature", EventTime.ofInstant(at), 70, null, "boiler", "normal", null);
    time.process(new Record<>(new byte[0], event, now.toEpochMilli()));
    TimedEvent sent = (TimedEvent) context.forwarded().get(0).record().value();
    context.resetForwards();
    return sent;
  }

  private List<TimeMark> marks() {
    List<TimeMark> marks =
        context.forwarded().stream().map(forward -> (TimeMark) forward.record().value()).toList();
    context.resetForwards();
    return marks;
  }

  private void passWithNothingToRead(int seconds) {
    for (int second = 0; second < seconds; second++) {
      broker.confirmed = new Confirmed(nextOffset, nextOffset, now.plusSeconds(1));
      pass(Duration.ofSeconds(1));
    }
  }

  private void pass(Duration passed) {
    now = now.plus(passed);
    context.setCurrentSystemTimeMs(now.toEpochMilli());
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(now.toEpochMilli());
  }
}
