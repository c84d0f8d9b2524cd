package io.headwater.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.time.PartitionProgress.Confirmed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What operators are told while the stream lives, and the broker answers or doesn't. */
class StreamHealthTest {

  private static final String BROKER = "127.0.0.1:1";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final StreamStatus status = new StreamStatus(BROKER);
  private final Questions questions = new Questions();
  private final BrokerProgress broker =
      new BrokerProgress(questions, new BrokerProbe(BROKER), status, answer -> {});
  private final StreamsProgress progress = new StreamsProgress(status, broker);
  private final StreamsWatch watch = new StreamsWatch(status, () -> {});
  private final StreamHealth health = new StreamHealth(progress);

  @Test
  void shouldBeDownWithTheReasonWhileItWaits() {
    status.become(new StreamState.WaitingForBroker(BROKER, "Connection refused"));
    assertDown("waiting_for_broker", "Kafka at 127.0.0.1:1 does not answer (Connection refused)");

    status.become(new StreamState.WaitingForTopics(List.of("sensor-events"), "create them"));
    assertDown("waiting_for_topics", "Topics are missing: sensor-events (create them)");

    status.become(new StreamState.Starting());
    assertDown("starting", "The stream is starting");
  }

  @Test
  void shouldBeUpOnlyWhenAllStateIsThere() {
    watch.onChange(State.REBALANCING, State.CREATED);
    status.restoring(2);
    assertDown("restoring", "The stream reads its state back from the broker, stores to go: 2");

    status.restoring(0);
    watch.onChange(State.RUNNING, State.REBALANCING);
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    assertThat(progress.isReady()).isTrue();
  }

  @Test
  void shouldBeDownWhileARunningStreamHasNoBroker() {
    watch.onChange(State.RUNNING, State.REBALANCING);
    questions.silence();
    broker.ask();
    assertThat(progress.state().name()).isEqualTo("interrupted");
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);

    questions.answer(NOON, Map.of(0, new Confirmed(0, -1, NOON)));
    broker.ask();
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void shouldConfirmNothingNewWhenTheBrokerIsSilent() {
    Confirmed confirmed = new Confirmed(10, 7, NOON);
    questions.answer(NOON, Map.of(3, confirmed));
    broker.ask();
    questions.silence();
    broker.ask();

    assertThat(broker.latest(3)).contains(confirmed);
    assertThat(broker.latest(0)).isEmpty();
  }

  @Test
  void shouldStayDeadWhateverComesAfter() {
    status.become(new StreamState.Dead("The stream has stopped, because of a defect"));
    watch.onChange(State.ERROR, State.PENDING_ERROR);
    status.become(new StreamState.Stopped());

    assertDown("dead", "The stream has stopped, because of a defect");
    assertThat(progress.failure()).contains("The stream has stopped, because of a defect");
  }

  @Test
  void shouldTellLagAndRateOfAllPartitions() {
    questions.answer(NOON, Map.of(0, new Confirmed(100, 40, NOON), 1, new Confirmed(10, -1, NOON)));
    questions.answer(
        NOON.plusSeconds(4),
        Map.of(0, new Confirmed(120, 80, NOON), 1, new Confirmed(10, 4, NOON)));
    assertThat(progress.inputLag()).isEmpty();
    broker.ask();
    assertThat(progress.inputLag()).hasValue(70);
    assertThat(progress.inputRate()).isEmpty();

    broker.ask();

    assertThat(progress.inputLag()).hasValue(46);
    assertThat(progress.inputRate()).hasValue(11.0);
    assertThat(progress.partitions())
        .containsExactly(
            new StreamsProgress.PartitionLag(0, 80, 120, 40),
            new StreamsProgress.PartitionLag(1, 4, 10, 6));
  }

  private void assertDown(String state, String message) {
    Health told = health.health();
    assertThat(told.getStatus()).isEqualTo(Status.DOWN);
    assertThat(told.getDetails()).containsEntry("state", state).containsEntry("message", message);
  }

  /** A broker that says what it was told to say. */
  private static final class Questions implements BrokerProgress.Question {
    private final Queue<BrokerProgress.Answer> answers = new ArrayDeque<>();

    void answer(Instant at, Map<Integer, Confirmed> partitions) {
      answers.add(new BrokerProgress.Answer(at, partitions));
    }

    void silence() {
      answers.clear();
    }

    @Override
    public BrokerProgress.Answer ask() throws ExecutionException {
      BrokerProgress.Answer answer = answers.poll();
      if (answer == null) {
        throw new ExecutionException(new TimeoutException("no answer in time"));
      }
      return answer;
    }

    @Override
    public void close() {}
  }
}
