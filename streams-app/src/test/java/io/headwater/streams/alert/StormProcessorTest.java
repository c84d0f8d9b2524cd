package io.headwater.streams.alert;

import static io.headwater.streams.alert.Sensors.PLACE;
import static io.headwater.streams.alert.Sensors.at;
import static io.headwater.streams.alert.Sensors.hot;
import static io.headwater.streams.alert.Sensors.silent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.headwater.model.Alert;
import io.headwater.streams.config.AlertSettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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

/** What the driver of whole topologies cannot show: aborted transactions, and when to commit. */
class StormProcessorTest {

  private static final StormProcessor.StoreNames STORES =
      new StormProcessor.StoreNames("storms", "before-commit");

  private static final StreamsSettings SETTINGS =
      new StreamsSettings(
          null,
          null,
          null,
          null,
          null,
          new AlertSettings(null, new AlertSettings.Storm(2, null)),
          null);

  private final MockProcessorContext<byte[], Alert> context = new MockProcessorContext<>();
  private final KeyValueStore<Bytes, byte[]> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(STORES.storms()), Serdes.Bytes(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();

  private final BeforeCommit beforeCommit = BeforeCommit.builder(STORES.beforeCommit()).build();

  private final Processor<byte[], byte[], byte[], Alert> storms =
      StormProcessor.supplier(SETTINGS, new SimpleMeterRegistry(), STORES).get();

  @BeforeEach
  void startTask() {
    context.setCurrentSystemTimeMs(0);
    for (StateStore each : List.of(store, beforeCommit)) {
      each.init(context.getStateStoreContext(), each);
      context.addStateStore(each);
    }
    storms.init(context);
  }

  @Test
  void shouldBeginAStormAgainWhenTheTransactionThatBeganItWasAborted() {
    // Given two alerts, committed
    take(opened("t-1"));
    take(opened("t-2"));
    List<KeyValue<Bytes, byte[]>> committed = committed();
    // and the storm that a third one makes, in a transaction that is aborted
    take(opened("t-3"));
    assertThat(sent()).hasSize(4);
    context.resetForwards();

    // When Kafka Streams revives the task: the same processor, on the state of the last commit
    storms.close();
    beforeCommit.clearCache();
    content().forEach(entry -> store.delete(entry.key));
    committed.forEach(entry -> store.put(entry.key, entry.value));
    storms.init(context);
    take(opened("t-3"));

    // Then it begins again, for nobody has seen it
    assertThat(sent()).extracting(Alert::sensorId).containsExactly(null, "t-3");
  }

  @Test
  void shouldKeepNothingAnHourLater() {
    List<String> sensors = List.of("t-1", "t-2", "t-3");
    sensors.forEach(sensor -> take(opened(sensor)));
    sensors.forEach(sensor -> take(resolved(sensor)));
    take(opened("t-4"));
    assertThat(committed()).as("the storm, its three sensors and the fourth").hasSize(5);

    // When there is something elsewhere an hour later, after a restart
    storms.init(context);
    context.setCurrentSystemTimeMs(3_600_000);
    take(Episode.of(silent("t-5", 0)).alert());
    take(Episode.of(silent("t-5", 0)).resolved(at(1)));

    // Then there is that alone
    assertThat(committed()).hasSize(1);
  }

  @Test
  void shouldRefuseStormsThatAnotherVersionWrote() {
    List.of("t-1", "t-2", "t-3").forEach(sensor -> take(opened(sensor)));
    for (KeyValue<Bytes, byte[]> entry : committed()) {
      byte[] before = entry.value.clone();
      before[0]--;
      store.put(entry.key, before);
      assertThatIllegalStateException()
          .isThrownBy(() -> storms.init(context))
          .withMessageContaining("have format 1");
      store.put(entry.key, entry.value);
    }
  }

  @Test
  void shouldAskForACommitWhenAnAlertWasWritten() {
    take(opened("t-1"));
    assertThat(context.committed()).isTrue();
  }

  @Test
  void shouldRefuseWhatAnotherVersionWrote() {
    byte[] ofTomorrow = AlertFormat.encode(opened("t-1"));
    ofTomorrow[0]++;

    assertThatIllegalStateException()
        .isThrownBy(() -> storms.process(new Record<>(PLACE.getBytes(UTF_8), ofTomorrow, 0)))
        .withMessageContaining("The stored alerts have format 2");
  }

  private static Alert opened(String sensorId) {
    return Episode.of(hot(sensorId, 0, 101)).alert();
  }

  private static Alert resolved(String sensorId) {
    return Episode.of(hot(sensorId, 0, 101)).resolved(at(90));
  }

  private void take(Alert change) {
    storms.process(
        new Record<>(
            change.location().getBytes(UTF_8),
            AlertMessages.serializer().serialize("topic", change),
            0));
  }

  private List<Alert> sent() {
    return context.forwarded().stream().map(forward -> (Alert) forward.record().value()).toList();
  }

  /** What is stored with a commit. */
  private List<KeyValue<Bytes, byte[]>> committed() {
    beforeCommit.flushCache();
    return content();
  }

  private List<KeyValue<Bytes, byte[]>> content() {
    List<KeyValue<Bytes, byte[]>> content = new ArrayList<>();
    try (var all = store.all()) {
      all.forEachRemaining(content::add);
    }
    return content;
  }
}
