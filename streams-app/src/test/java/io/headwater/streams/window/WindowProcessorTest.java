package io.headwater.streams.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.time.Activity;
import io.headwater.streams.time.TimeMark;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import io.headwater.streams.window.LocationMessage.Mark;
import io.headwater.streams.window.LocationMessage.Partial;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the driver of whole topologies cannot show: aborted transactions, and closing in slices. */
class WindowProcessorTest {

  private static final Instant MINUTE = Instant.parse("2026-03-01T11:00:00Z");

  private static final WindowProcessor.StoreNames STORES =
      new WindowProcessor.StoreNames("panes", "sessions", "before-commit");

  private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
  private final KeyValueStore<Bytes, byte[]> panes = inMemory(STORES.panes());
  private final KeyValueStore<Bytes, byte[]> sessions = inMemory(STORES.sessions());
  private final BeforeCommit beforeCommit = BeforeCommit.builder(STORES.beforeCommit()).build();
  private final Processor<byte[], Timed, byte[], Object> windows =
      WindowProcessor.supplier(
              StreamsSettings.defaults(),
              new SimpleMeterRegistry(),
              STORES,
              new WindowProcessor.Ways("aggregates", "locations"))
          .get();

  @BeforeEach
  void startTask() {
    context.setCurrentSystemTimeMs(MINUTE.toEpochMilli());
    for (StateStore store : List.of(panes, sessions, beforeCommit)) {
      store.init(context.getStateStoreContext(), store);
      context.addStateStore(store);
    }
    windows.init(context);
  }

  @Test
  void shouldCloseAWindowAgainWhenTheTransactionThatClosedItWasAborted() {
    // Given an open window, committed
    windows.process(event("t-1", MINUTE, MINUTE.minusSeconds(10)));
    beforeCommit.flushCache();
    Map<KeyValueStore<Bytes, byte[]>, List<KeyValue<Bytes, byte[]>>> committed =
        Map.of(panes, contentOf(panes), sessions, contentOf(sessions));
    // and the event that closes it, in a transaction that is aborted
    Record<byte[], Timed> closing = event("t-1", MINUTE.plusSeconds(70), MINUTE.plusSeconds(60));
    windows.process(closing);
    assertThat(minutes()).hasSize(1);
    context.resetForwards();

    // When Kafka Streams revives the task: the same processor, on the state of the last commit
    windows.close();
    committed.forEach(
        (store, content) -> {
          contentOf(store).forEach(entry -> store.delete(entry.key));
          content.forEach(entry -> store.put(entry.key, entry.value));
        });
    windows.init(context);
    windows.process(closing);

    // Then the window is sent again, for nobody has seen it
    assertThat(minutes()).containsExactly(EventTime.ofInstant(MINUTE));
  }

  @Test
  void shouldCloseTheWindowsOfATaskThatWaitedForItsFirstEvent() {
    // Given a task that the clock has ticked for, if it asked for that
    ticks().forEach(tick -> tick.getPunctuator().punctuate(0));
    windows.process(event("t-1", MINUTE, MINUTE.minusSeconds(10)));

    windows.process(event("t-1", MINUTE.plusSeconds(70), MINUTE.plusSeconds(60)));

    assertThat(minutes()).containsExactly(EventTime.ofInstant(MINUTE));
  }

  @Test
  void shouldCloseInSlicesSoThatManyWindowsDoNotHoldUpEvents() {
    // Given many open panes
    int sensors = 3_500;
    for (int sensor = 0; sensor < sensors; sensor++) {
      windows.process(event("t-" + sensor, MINUTE, MINUTE.minusSeconds(10)));
    }

    // When an event closes all of them
    windows.process(event("t-0", MINUTE.plusSeconds(70), MINUTE.plusSeconds(60)));

    // Then it sends few of them
    assertThat(minutes()).hasSizeBetween(1, 100);
    // and the clock a few more as long as events come
    int sentWithEvents = minutes().size();
    ticks().forEach(tick -> tick.getPunctuator().punctuate(0));
    assertThat(minutes().size() - sentWithEvents).isBetween(1, 500);
    // and then the rest, each once, and then it ticks no more
    while (!ticks().isEmpty()) {
      ticks().forEach(tick -> tick.getPunctuator().punctuate(0));
    }
    assertThat(minutes()).hasSize(sensors);
    assertThat(sent()).doesNotHaveDuplicates();
  }

  @Test
  void shouldNotLeaveAClockTickingWhenTheTaskIsRevivedWhileItCloses() {
    // Given closing that goes on with the clock
    for (int sensor = 0; sensor < 200; sensor++) {
      windows.process(event("t-" + sensor, MINUTE, MINUTE.minusSeconds(10)));
    }
    windows.process(event("t-0", MINUTE.plusSeconds(70), MINUTE.plusSeconds(60)));
    assertThat(ticks()).hasSize(1);
    beforeCommit.flushCache();

    // When Kafka Streams revives the task, which keeps what it has scheduled
    windows.close();
    windows.init(context);

    // Then one clock ticks, until all is closed
    assertThat(ticks()).hasSize(1);
  }

  @Test
  void shouldSayThatItIsIdleOnlyWhenItHasSentWhatOthersMayWaitFor() {
    // Given windows whose closing takes a while, and panes of a quarter of an hour
    for (int minute = 0; minute < 15; minute++) {
      for (int sensor = 0; sensor < 40; sensor++) {
        Instant at = MINUTE.plusSeconds(60L * minute);
        windows.process(event("t-" + sensor, at, MINUTE.minusSeconds(10)));
      }
    }
    // When nothing more comes, and time is five minutes on
    Instant end = MINUTE.plusSeconds(300);
    windows.process(idle(end));
    // Then what closes is not idle; and claims nothing, for it is waited for
    assertThat(marks()).allSatisfy(mark -> assertThat(mark.claims()).isEmpty());
    assertThat(last(marks()).activity()).isEqualTo(Activity.ACTIVE);
    // and when all is sent, it is idle, and claims what it holds for the windows to come
    while (!ticks().isEmpty()) {
      ticks().forEach(tick -> tick.getPunctuator().punctuate(0));
    }
    assertThat(last(marks()).activity()).isEqualTo(Activity.IDLE);
    assertThat(last(marks()).closedThrough()).isEqualTo(EventTime.ofInstant(end));
    assertThat(last(marks()).claims()).hasSize(15).contains(EventTime.ofInstant(MINUTE));
  }

  @Test
  void shouldGoOnInTheMiddleOfAWindowWhenTheTaskIsStartedElsewhere() {
    // Given closing that has begun
    int sensors = 1_000;
    for (int sensor = 0; sensor < sensors; sensor++) {
      windows.process(event("t-" + sensor, MINUTE, MINUTE.minusSeconds(10)));
    }
    windows.process(event("t-0", MINUTE.plusSeconds(70), MINUTE.plusSeconds(60)));
    assertThat(minutes()).hasSizeLessThan(sensors);

    // When the task starts again after each slice that is committed
    for (int start = 0; start < sensors && minuteParts().isEmpty(); start++) {
      windows.process(event("t-0", MINUTE.plusSeconds(70), MINUTE.plusSeconds(60)));
      beforeCommit.flushCache();
      windows.close();
      windows.init(context);
    }

    // Then each window came once, and the location's part counts them all
    assertThat(minutes()).hasSize(sensors);
    assertThat(sent()).doesNotHaveDuplicates();
    assertThat(minuteParts())
        .singleElement()
        .satisfies(partial -> assertThat(partial.sensors()).isEqualTo(sensors))
        .satisfies(partial -> assertThat(partial.totals().summary().count()).isEqualTo(sensors));
  }

  @Test
  void shouldTellHowFarItIsWhenTheClockFinishesWhatWasBegunBeforeARestart() {
    // Given closing that has begun, committed, and nothing more to read
    for (int sensor = 0; sensor < 1_000; sensor++) {
      windows.process(event("t-" + sensor, MINUTE, MINUTE.minusSeconds(10)));
    }
    windows.process(event("t-0", MINUTE.plusSeconds(70), MINUTE.plusSeconds(60)));
    beforeCommit.flushCache();
    windows.close();
    context.resetForwards();

    // When the task starts again, and the clock does the rest
    windows.init(context);
    for (int turn = 0; turn < 100 && minuteParts().isEmpty(); turn++) {
      ticks().forEach(tick -> tick.getPunctuator().punctuate(0));
    }

    // Then the location stage hears that there is no more to come for the minute
    assertThat(minuteParts()).hasSize(1);
    assertThat(context.forwarded("locations"))
        .extracting(forward -> forward.record().value())
        .filteredOn(Mark.class::isInstance)
        .extracting(mark -> ((Mark) mark).closedThrough())
        .contains(EventTime.ofInstant(MINUTE.plusSeconds(60)));
  }

  @Test
  void shouldLeaveTheSessionsOfOthersToTheNextCommitWhenOneIsDue() {
    // Given two sensors whose sessions are committed, and one of them that goes on
    windows.process(event("ends", MINUTE, MINUTE.minusSeconds(10)));
    windows.process(event("goes-on", MINUTE.plusSeconds(200), MINUTE.plusSeconds(190)));
    beforeCommit.flushCache();
    List<byte[]> committed = contentOf(sessions).stream().map(entry -> entry.value).toList();
    windows.process(event("goes-on", MINUTE.plusSeconds(500), MINUTE.plusSeconds(490)));
    // When the other's session is over
    windows.process(event("goes-on", MINUTE.plusSeconds(611), MINUTE.plusSeconds(601)));
    for (int turn = 0; turn < 100 && !ticks().isEmpty(); turn++) {
      ticks().forEach(tick -> tick.getPunctuator().punctuate(0));
    }
    // Then it is gone, with its note, and the other is as it was: nobody has written it again
    assertThat(sent()).extracting(WindowAggregate::windowType).contains("session");
    assertThat(contentOf(sessions))
        .hasSize(2)
        .allSatisfy(
            entry ->
                assertThat(committed).anySatisfy(old -> assertThat(old).isSameAs(entry.value)));
  }

  private static <T> T last(List<T> all) {
    return all.get(all.size() - 1);
  }

  private List<Mark> marks() {
    return context.forwarded("locations").stream()
        .map(forward -> forward.record().value())
        .filter(Mark.class::isInstance)
        .map(Mark.class::cast)
        .toList();
  }

  private static Record<byte[], Timed> idle(Instant watermark) {
    long at = EventTime.ofInstant(watermark);
    return new Record<>(null, new TimeMark(at, Activity.IDLE, CloseReason.IDLE), 0);
  }

  private List<MockProcessorContext.CapturedPunctuator> ticks() {
    return context.scheduledPunctuators().stream().filter(tick -> !tick.cancelled()).toList();
  }

  private List<WindowAggregate> sent() {
    return context.forwarded("aggregates").stream()
        .map(forward -> (WindowAggregate) forward.record().value())
        .toList();
  }

  /** The starts of the one-minute windows sent. */
  private List<Long> minutes() {
    return sent().stream()
        .filter(window -> window.windowType().equals("1m"))
        .map(WindowAggregate::windowStart)
        .toList();
  }

  /** The parts of one-minute windows by location sent. */
  private List<Partial> minuteParts() {
    return context.forwarded("locations").stream()
        .map(forward -> forward.record().value())
        .filter(Partial.class::isInstance)
        .map(Partial.class::cast)
        .filter(partial -> partial.window().equals("1m"))
        .toList();
  }

  private static List<KeyValue<Bytes, byte[]>> contentOf(KeyValueStore<Bytes, byte[]> store) {
    List<KeyValue<Bytes, byte[]>> content = new ArrayList<>();
    try (var all = store.all()) {
      all.forEachRemaining(content::add);
    }
    return content;
  }

  private static KeyValueStore<Bytes, byte[]> inMemory(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingDisabled()
        .build();
  }

  private static Record<byte[], Timed> event(String sensorId, Instant at, Instant watermark) {
    SensorEvent event =
        new SensorEvent(
            sensorId, "temperature", EventTime.ofInstant(at), 70, null, "boiler", "normal", null);
    EnrichedEvent enriched =
        new EnrichedEvent(
            event, SensorReference.UNKNOWN, List.of(), false, new Origin("sensor-events", 0, 1));
    return new Record<>(
        new byte[0],
        new TimedEvent(enriched, EventTime.ofInstant(watermark), EventTime.ofInstant(watermark)),
        0);
  }
}
