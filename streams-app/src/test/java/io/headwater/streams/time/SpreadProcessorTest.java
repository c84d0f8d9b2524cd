package io.headwater.streams.time;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.streams.config.WindowSettings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpreadProcessorTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final long W = EventTime.ofInstant(NOON);
  private static final long MINUTE = 60_000_000;

  private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
  private final Processor<byte[], Timed, byte[], byte[]> spread =
      SpreadProcessor.supplier(WindowSettings.defaults()).get();

  @BeforeEach
  void startTask() {
    spread.init(context);
  }

  @Test
  void shouldSendEachEventByItsSensorWithItsPartitionsWatermark() {
    spread.process(new Record<>(null, event("t-1", W), 7));

    Record<byte[], byte[]> sent = sent().get(0);
    assertThat(new String(sent.key(), UTF_8)).isEqualTo("t-1");
    assertThat(sent.timestamp()).isEqualTo(7);
    assertThat(TimedFormat.decode(sent.value()))
        .isEqualTo(new SpreadMessage.Event(0, W, event("t-1", W).event()));
  }

  @Test
  void shouldTellAllTasksOfTheTimeAfterTheEventThatMovedIt() {
    assertThat(messages(event("t-1", W))).hasSize(2).last().isEqualTo(mark(W, Activity.ACTIVE));
    assertThat(messages(event("t-1", W + MINUTE / 2 - 1))).as("of no news to others").hasSize(1);
    assertThat(messages(event("t-1", W + MINUTE)))
        .hasSize(2)
        .last()
        .isEqualTo(mark(W + MINUTE, Activity.ACTIVE));
  }

  @Test
  void shouldTellAllTasksWhenThePartitionFallsIdleAndWhenItWakes() {
    messages(event("t-1", W));

    TimeMark idle = new TimeMark(W, Activity.IDLE, CloseReason.IDLE);
    assertThat(messages(idle)).containsExactly(mark(W, Activity.IDLE));
    assertThat(messages(event("t-1", W))).hasSize(2).last().isEqualTo(mark(W, Activity.ACTIVE));
  }

  @Test
  void shouldRepeatItselfWhenTheTaskIsRevived() {
    messages(event("t-1", W));

    spread.init(context);
    assertThat(messages(event("t-1", W))).hasSize(2);
  }

  @Test
  void shouldSendMarksToAllPartitionsAndEventsToThatOfTheirKey() {
    spread.process(new Record<>(null, event("t-1", W), 0));
    List<Record<byte[], byte[]>> sent = sent();

    assertThat(partitionsOf(sent.get(0))).as("by the key").isNull();
    assertThat(partitionsOf(sent.get(1))).containsExactlyInAnyOrder(0, 1, 2);
  }

  private static @Nullable Set<Integer> partitionsOf(Record<byte[], byte[]> sent) {
    return SpreadProcessor.partitioner()
        .partitions("between", sent.key(), sent.value(), 3)
        .orElse(null);
  }

  private static SpreadMessage.Mark mark(long watermark, Activity activity) {
    return new SpreadMessage.Mark(0, new UpstreamMark(watermark, activity));
  }

  private List<SpreadMessage> messages(Timed timed) {
    spread.process(new Record<>(null, timed, 0));
    return sent().stream().map(record -> TimedFormat.decode(record.value())).toList();
  }

  private List<Record<byte[], byte[]>> sent() {
    List<Record<byte[], byte[]>> sent =
        context.forwarded().stream()
            .<Record<byte[], byte[]>>map(each -> record(each.record()))
            .toList();
    context.resetForwards();
    return sent;
  }

  private static Record<byte[], byte[]> record(Record<? extends byte[], ? extends byte[]> sent) {
    return new Record<>(sent.key(), sent.value(), sent.timestamp());
  }

  private static TimedEvent event(String sensorId, long watermark) {
    SensorEvent event =
        new SensorEvent(
            sensorId, "temperature", EventTime.ofInstant(NOON), 70, null, "boiler", "normal", null);
    EnrichedEvent enriched =
        new EnrichedEvent(
            event, SensorReference.UNKNOWN, List.of(), false, new Origin("sensor-events", 0, 1));
    return new TimedEvent(enriched, watermark, watermark);
  }
}
