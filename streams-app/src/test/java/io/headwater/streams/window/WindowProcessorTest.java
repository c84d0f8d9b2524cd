package io.headwater.streams.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.SensorEvent;
import io.headwater.model.SensorReference;
import io.headwater.model.WindowAggregate;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

/**
 * What the driver of whole topologies cannot show: aborted transactions, and reads of the store.
 */
class WindowProcessorTest {

  private static final Instant MINUTE = Instant.parse("2026-03-01T11:00:00Z");

  private final MockProcessorContext<byte[], WindowAggregate> context =
      new MockProcessorContext<>();
  private final List<Bytes> readFrom = new ArrayList<>();
  private final KeyValueStore<Bytes, byte[]> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("panes"), Serdes.Bytes(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();
  private final Processor<byte[], Timed, byte[], WindowAggregate> windows =
      WindowProcessor.supplier(new SimpleMeterRegistry(), "panes").get();

  @BeforeEach
  void startTask() {
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(recordingReads());
    windows.init(context);
  }

  @Test
  void shouldCloseAWindowAgainWhenTheTransactionThatClosedItWasAborted() {
    // Given an open window, committed
    windows.process(event("t-1", MINUTE, MINUTE.minusSeconds(10)));
    List<KeyValue<Bytes, byte[]>> committed = panes();
    // and the event that closes it, in a transaction that is aborted
    Record<byte[], Timed> closing = event("t-1", MINUTE.plusSeconds(70), MINUTE.plusSeconds(60));
    windows.process(closing);
    assertThat(context.forwarded()).hasSize(1);
    context.resetForwards();

    // When Kafka Streams revives the task: the same processor, on the state of the last commit
    windows.close();
    panes().forEach(pane -> store.delete(pane.key));
    committed.forEach(pane -> store.put(pane.key, pane.value));
    windows.init(context);
    windows.process(closing);

    // Then the window is sent again, for nobody has seen it
    assertThat(context.forwarded())
        .extracting(forward -> forward.record().value().windowStart())
        .containsExactly(EventTime.ofInstant(MINUTE));
    assertThat(panes()).hasSize(1);
  }

  @Test
  void shouldNotPassOverWhatItHasRemovedWhenItClosesManyWindowsAtOnce() {
    // Given more open panes than are read at once
    for (int sensor = 0; sensor < 3_500; sensor++) {
      windows.process(event("t-" + sensor, MINUTE, MINUTE.minusSeconds(10)));
    }

    // When all of them close
    windows.process(event("t-0", MINUTE.plusSeconds(70), MINUTE.plusSeconds(60)));

    // Then each read begins where the last one ended
    assertThat(context.forwarded()).hasSize(3_500);
    assertThat(readFrom).hasSizeGreaterThan(3).isSorted().doesNotHaveDuplicates();
  }

  private List<KeyValue<Bytes, byte[]>> panes() {
    List<KeyValue<Bytes, byte[]>> panes = new ArrayList<>();
    try (var all = store.all()) {
      all.forEachRemaining(panes::add);
    }
    return panes;
  }

  /** The store, noting where each range begins that is read. */
  private StateStore recordingReads() {
    InvocationHandler noting =
        (proxy, method, arguments) -> {
          if (method.getName().equals("range")) {
            readFrom.add((Bytes) arguments[0]);
          }
          return method.invoke(store, arguments);
        };
    return (StateStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {KeyValueStore.class}, noting);
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
