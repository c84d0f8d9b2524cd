package io.headwater.streams.alert;

import static io.headwater.streams.alert.Sensors.PLACE;
import static io.headwater.streams.alert.Sensors.at;
import static io.headwater.streams.alert.Sensors.event;
import static io.headwater.streams.alert.Sensors.hot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.Alert;
import io.headwater.model.CloseReason;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.state.BeforeCommit;
import io.headwater.streams.time.Activity;
import io.headwater.streams.time.Mutes;
import io.headwater.streams.time.TimeMark;
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
class AlertProcessorTest {

  private static final AlertProcessor.StoreNames STORES =
      new AlertProcessor.StoreNames("episodes", "before-commit");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final MockProcessorContext<byte[], Alert> context = new MockProcessorContext<>();
  private final BeforeCommit beforeCommit = BeforeCommit.builder(STORES.beforeCommit()).build();
  private final KeyValueStore<Bytes, byte[]> episodes =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(STORES.episodes()), Serdes.Bytes(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();

  private long mutedUntil = Mutes.NOT_MUTED;
  private final Processor<byte[], Object, byte[], Alert> alerts =
      AlertProcessor.supplier(
              StreamsSettings.defaults(), (sensorId, location) -> mutedUntil, metrics, STORES)
          .get();

  @BeforeEach
  void startTask() {
    context.setCurrentSystemTimeMs(0);
    for (StateStore store : List.of(episodes, beforeCommit)) {
      store.init(context.getStateStoreContext(), store);
      context.addStateStore(store);
    }
    alerts.init(context);
  }

  @Test
  void shouldSendEachChangeToTheLocationOfTheFirstAnomaly() {
    take(hot("t-1", 0, 101));
    take(event("t-1", 90));

    assertThat(context.forwarded())
        .extracting(forward -> new String(forward.record().key(), UTF_8))
        .containsExactly(PLACE, PLACE);
    assertThat(sent())
        .extracting(Alert::state)
        .containsExactly(Alert.State.OPENED, Alert.State.RESOLVED);
  }

  @Test
  void shouldSendAnAlertAgainWhenTheTransactionThatSentItWasAborted() {
    // Given an alert, committed
    take(hot("t-1", 0, 101));
    beforeCommit.flushCache();
    List<KeyValue<Bytes, byte[]>> committed = content();
    // and its end and another alert, in a transaction that is aborted
    take(event("t-1", 90));
    take(hot("t-2", 91, 101));
    take(hot("t-2", 92, 101));
    context.resetForwards();

    // When Kafka Streams revives the task: the same processor, on the state of the last commit
    alerts.close();
    content().forEach(entry -> episodes.delete(entry.key));
    committed.forEach(entry -> episodes.put(entry.key, entry.value));
    alerts.init(context);
    assertThat(open()).isEqualTo(1);
    take(event("t-1", 90));
    take(hot("t-2", 91, 101));

    // Then both are sent again, for nobody has seen them
    assertThat(sent())
        .extracting(Alert::sensorId, Alert::state, Alert::anomalyCount)
        .containsExactly(
            tuple("t-1", Alert.State.RESOLVED, 1L), tuple("t-2", Alert.State.OPENED, 1L));
    assertThat(open()).isEqualTo(1);
  }

  @Test
  void shouldAskForACommitSoonButNotForEachAlert() {
    take(hot("t-1", 0, 101));
    assertThat(context.committed()).isTrue();
    context.resetCommit();

    // more alerts within a few milliseconds wait for one request
    context.setCurrentSystemTimeMs(10);
    take(hot("t-2", 0, 101));
    context.setCurrentSystemTimeMs(49);
    take(hot("t-3", 0, 101));
    assertThat(context.committed()).isFalse();

    // which comes with whatever is next
    context.setCurrentSystemTimeMs(50);
    take(event("t-9", 0));
    assertThat(context.committed()).isTrue();
  }

  @Test
  void shouldAskForNoCommitWhenNothingWasSent() {
    take(hot("t-1", 0, 101));
    context.resetCommit();
    context.setCurrentSystemTimeMs(2_000);
    take(hot("t-1", 1, 101));
    take(event("t-1", 1, "threshold"));
    take(event("t-2", 1));

    assertThat(context.committed()).isFalse();
  }

  @Test
  void shouldAskForNoCommitForTheAlertsOfABacklog() {
    context.setCurrentSystemTimeMs(10_000);
    take(hot("t-1", 0, 101));
    assertThat(context.committed()).isFalse();
  }

  @Test
  void shouldOpenNoAlertOfASensorInMaintenance() {
    mutedUntil = at(60);
    take(hot("t-1", 0, 101));
    take(hot("t-1", 59, 101));
    assertThat(sent()).isEmpty();
    beforeCommit.flushCache();
    assertThat(content()).isEmpty();

    take(hot("t-1", 60, 101));
    assertThat(sent()).hasSize(1);
  }

  @Test
  void shouldKeepNothingOfSensorsThatHaveLongBeenWell() {
    for (int sensor = 0; sensor < 100; sensor++) {
      take(hot("t-" + sensor, 0, 101));
      take(event("t-" + sensor, 90));
    }
    beforeCommit.flushCache();
    assertThat(content()).hasSize(100);

    long hourLater = at(90) + AlertEpisodes.REMEMBERED;
    take(new TimeMark(hourLater, Activity.IDLE, CloseReason.IDLE));
    take(new TimeMark(hourLater, Activity.IDLE, CloseReason.IDLE));
    beforeCommit.flushCache();
    assertThat(content()).isEmpty();
  }

  @Test
  void shouldShowHowManyAreOpenAsLongAsThereIsATask() {
    take(hot("t-1", 0, 101));
    take(hot("t-2", 0, 101));
    take(event("t-1", 90));
    assertThat(open()).isEqualTo(1);

    alerts.close();
    assertThat(metrics.find("headwater.stream.alerts.open").gauge()).isNull();
  }

  private void take(Object value) {
    alerts.process(new Record<>("sensor".getBytes(UTF_8), value, 0));
  }

  private List<Alert> sent() {
    return context.forwarded().stream().map(forward -> (Alert) forward.record().value()).toList();
  }

  private double open() {
    return metrics.get("headwater.stream.alerts.open").gauge().value();
  }

  private List<KeyValue<Bytes, byte[]>> content() {
    List<KeyValue<Bytes, byte[]>> content = new ArrayList<>();
    try (var all = episodes.all()) {
      all.forEachRemaining(content::add);
    }
    return content;
  }
}
