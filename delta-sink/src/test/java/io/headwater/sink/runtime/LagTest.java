package io.headwater.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.batch.Buffered;
import io.headwater.sink.worker.TableProgress;
import io.headwater.sink.worker.WorkerState;
import io.headwater.sink.worker.WorkerState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagTest {

  private static final TopicPartition P0 = new TopicPartition("sensor-events-enriched", 0);
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private Instant now = NOON;
  private final Lag lag = new Lag(() -> ends, () -> now);

  @Test
  void shouldBeUnknownWhileTheBrokerIsSilent() {
    assertThat(lag.records(at(10))).isEmpty();
    assertThat(lag.age(at(10))).isEmpty();
  }

  @Test
  void shouldBeNoneWhenTheTableHasEverything() {
    ends.put(P0, 10L);

    assertThat(lag.records(at(10))).hasValue(0);
    assertThat(lag.age(at(10))).contains(Duration.ZERO);
  }

  @Test
  void shouldBeAsOldAsTheOldestRecordThatWaits() {
    ends.put(P0, 10L);

    assertThat(lag.records(at(4))).hasValue(6);
    assertThat(lag.age(waiting(4, NOON.minusSeconds(90)))).contains(Duration.ofSeconds(90));
  }

  @Test
  void shouldTakeWhatWasNotReadForAsOldAsWhatWasReadLast() {
    // Given a backlog of which something was read, and nothing waits right now
    ends.put(P0, 10L);

    assertThat(lag.age(read(4, NOON.minusSeconds(7_200)))).contains(Duration.ofHours(2));
  }

  @Test
  void shouldNotCountTheSilenceBeforeTheNextRecord() {
    // Given a topic that was silent for a day, with everything in its table
    ends.put(P0, 4L);
    TableProgress table = read(4, NOON.minusSeconds(86_400));
    lag.look(List.of(table));

    // When a record comes, and is not read for three seconds
    ends.put(P0, 5L);
    now = NOON.plusSeconds(3);
    lag.look(List.of(table));

    assertThat(lag.age(table)).contains(Duration.ofSeconds(3));
  }

  @Test
  void shouldNotBeNegativeWhenAClockIsAhead() {
    ends.put(P0, 10L);

    assertThat(lag.age(waiting(4, NOON.plusSeconds(5)))).contains(Duration.ZERO);
  }

  @Test
  void shouldTellForHowLongARowWaits() {
    assertThat(lag.unflushed(at(4))).isZero();
    assertThat(lag.unflushed(waiting(4, NOON.minusSeconds(90)))).isEqualTo(Duration.ofSeconds(2));
  }

  private static TableProgress at(long next) {
    return table(next, Buffered.NOTHING, Optional.empty());
  }

  private static TableProgress read(long next, Instant newestRecord) {
    return table(next, Buffered.NOTHING, Optional.of(newestRecord));
  }

  /** One row that was read two seconds before noon. */
  private static TableProgress waiting(long next, Instant record) {
    return table(
        next,
        new Buffered(1, 100, Optional.of(NOON.minusSeconds(2)), Optional.of(record)),
        Optional.of(record));
  }

  private static TableProgress table(long next, Buffered buffered, Optional<Instant> newest) {
    return new TableProgress(
        "events",
        P0.topic(),
        new WorkerState(Phase.RUNNING, "", NOON),
        0,
        0,
        0,
        buffered,
        Map.of(P0, next),
        newest,
        List.of());
  }
}
