package io.headwater.sink.worker;

import static io.headwater.sink.worker.Scenario.EVENTS;
import static io.headwater.sink.worker.Scenario.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.worker.WorkerState.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Before a worker can work. */
class TableTaskTest {

  @TempDir private Path base;

  @Test
  void shouldOpenTheTableAsSoonAsStorageAnswers() {
    Scenario scenario = new Scenario(base);
    AtomicInteger attempts = new AtomicInteger();
    List<Phase> phases = new ArrayList<>();
    scenario.opensBy(
        () -> {
          phases.add(scenario.phase());
          if (attempts.incrementAndGet() < 3) {
            throw new IOException("Connection refused");
          }
          return scenario.target();
        });

    scenario.assign(P0).produce(P0, 1).end();

    assertThat(phases).containsExactly(Phase.STARTING, Phase.RETRYING, Phase.RETRYING);
    assertThat(scenario.journal.progress().rows()).isEqualTo(1);
  }

  @Test
  void shouldSubscribeAsSoonAsBrokerAndTopicAreThere() {
    Scenario scenario = new Scenario(base);
    List<Phase> phases = new ArrayList<>();
    List<Runnable> attempts =
        new ArrayList<>(
            List.of(
                () -> {
                  throw new KafkaException("Failed to construct kafka consumer");
                },
                () -> {
                  throw new TimeoutException("Timeout expired while fetching topic metadata");
                },
                scenario::deleteTheTopic,
                scenario::createTheTopic));
    scenario.beforeEachLookAtTheTopic(
        () -> {
          phases.add(scenario.phase());
          if (!attempts.isEmpty()) {
            attempts.remove(0).run();
          }
        });

    scenario.assign(P0).produce(P0, 1).end();

    assertThat(phases)
        .containsExactly(
            Phase.STARTING,
            Phase.WAITING_FOR_BROKER,
            Phase.WAITING_FOR_BROKER,
            Phase.WAITING_FOR_TOPIC);
    assertThat(scenario.journal.progress().rows()).isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void shouldTakeAnotherConsumerWhenOneGivesUp() throws IOException {
    Scenario scenario = new Scenario(base);
    scenario
        .assign(P0)
        .produce(P0, 2)
        .then(
            () ->
                scenario.consumer.setPollException(
                    new KafkaException("Unexpected error in join group response")));
    Scenario next = new Scenario(base);
    next.endsAt(P0, 2).assign(P0).end(scenario);

    scenario.consumers(List.of(scenario.consumer, next.consumer)).run();

    assertThat(scenario.phase()).isEqualTo(Phase.ENDED);
    assertThat(scenario.committed(P0)).isEqualTo(2);
  }

  @Test
  void shouldRefuseATableThatIsAnother() throws IOException {
    TableDefinition other =
        new TableDefinition(
            EVENTS.name(), "other", EVENTS.columns(), List.of(), EVENTS.sortColumns());
    TableLogs.of(DeltaSettings.at(base.toString()), "headwater").open(other);
    Scenario scenario = new Scenario(base);

    scenario.run();

    assertThat(scenario.phase()).isEqualTo(Phase.REFUSED);
    assertThat(scenario.reason()).contains("Table events at file:", "is partitioned by []");
  }

  @Test
  void shouldStopAtADefectInsteadOfGuessing() {
    Scenario scenario = new Scenario(base);
    scenario.opensBy(
        () -> {
          throw new IllegalStateException("a defect");
        });

    scenario.run();

    assertThat(scenario.phase()).isEqualTo(Phase.STOPPED);
    assertThat(scenario.reason()).contains("a defect");
  }
}
