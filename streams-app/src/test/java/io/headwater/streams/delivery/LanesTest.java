package io.headwater.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.delivery.LanesTest.Step.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T07:00:00Z");

  private final Lanes lanes = new Lanes();
  private final Delivery first = Deliveries.of("press-1", 0);
  private final Delivery second = Deliveries.of("press-1", 1);
  private final Delivery other = Deliveries.of("press-2", 2);

  @Test
  void shouldStartOneOfASensorAtATime() {
    lanes.add(first);
    lanes.add(second);
    lanes.add(other);

    assertThat(startAll(NOW)).containsExactly(first, other);
    lanes.finish(first);
    assertThat(startAll(NOW)).containsExactly(second);
  }

  @Test
  void shouldHoldBackASensorWhileItsFirstOneWaits() {
    lanes.add(first);
    lanes.add(second);
    startAll(NOW);

    lanes.again(first, NOW.plusSeconds(5));

    assertThat(startAll(NOW.plusSeconds(4))).isEmpty();
    assertThat(startAll(NOW.plusSeconds(5))).containsExactly(first);
  }

  @Test
  void shouldForgetAPartitionThatIsSomebodyElses() {
    lanes.add(first);
    lanes.add(second);
    startAll(NOW);
    lanes.drop(new TopicPartition("sensor-alerts", 0));

    assertThat(lanes.size()).isZero();
    assertThat(lanes.holds(first)).isFalse();

    // And when it comes back, what was started before has no say about what is read again
    Delivery again = Deliveries.of("press-1", 0);
    lanes.add(again);
    assertThat(lanes.holds(first)).isFalse();
    assertThat(startAll(NOW)).containsExactly(again);
  }

  /** One thing that happens to lanes. */
  record Step(Kind kind, int sensor) {
    enum Kind {
      ADD,
      FINISH,
      FAIL,
      TICK
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 3))
        .as(Step::new)
        .list()
        .ofMaxSize(120);
  }

  @Property(tries = 300)
  void shouldFinishEachSensorsInOrderWhateverHappens(@ForAll("steps") List<Step> steps) {
    Lanes any = new Lanes();
    Map<String, Deque<Delivery>> wanted = new HashMap<>();
    Set<Delivery> started = new HashSet<>();
    Instant now = NOW;
    long offset = 0;
    for (Step step : steps) {
      String sensor = "press-" + step.sensor();
      List<Delivery> its =
          started.stream().filter(d -> sensor.equals(d.alert().sensorId())).toList();
      assertThat(its).hasSizeLessThanOrEqualTo(1);
      switch (step.kind()) {
        case ADD -> {
          Delivery delivery = Deliveries.of(sensor, offset++);
          any.add(delivery);
          wanted.computeIfAbsent(sensor, of -> new ArrayDeque<>()).add(delivery);
        }
        case FINISH ->
            its.forEach(
                delivery -> {
                  assertThat(wanted.get(sensor).remove()).isSameAs(delivery);
                  any.finish(delivery);
                  started.remove(delivery);
                });
        case FAIL -> {
          for (Delivery delivery : its) {
            any.again(delivery, now.plusSeconds(2));
            started.remove(delivery);
          }
        }
        case TICK -> now = now.plusSeconds(1);
      }
      while (any.hasDue(now)) {
        started.add(any.start());
      }
      assertThat(any.size()).isEqualTo(wanted.values().stream().mapToInt(Deque::size).sum());
    }
  }

  private List<Delivery> startAll(Instant now) {
    List<Delivery> started = new ArrayList<>();
    while (lanes.hasDue(now)) {
      started.add(lanes.start());
    }
    return started;
  }
}
