package io.headwater.streams.anomaly;

import static io.headwater.streams.anomaly.Watch.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.headwater.model.Anomaly;
import org.junit.jupiter.api.Test;

/** Sensors of an input partition that is ahead of the slowest, for which the stage waits. */
class SilencesAheadTest {

  private final Watch watch = new Watch();

  @Test
  void shouldTellOfASensorWhosePartitionWasHoursAheadOfTheSlowest() {
    // Given two sensors whose partition is ten hours ahead of another, which then falls idle
    watch.event("z", 0);
    watch.eventAhead("a", 36_000);
    watch.eventAhead("b", 36_000);
    watch.restart();
    watch.pass(35_990);
    // When one sends once more, and the other does not
    watch.event("a", 36_010);
    watch.passSlowly(36_295);
    assertThat(watch.told()).extracting(Anomaly::sensorId).containsExactly("z");
    // Then both are told of within minutes
    watch.passSlowly(36_310);
    assertThat(watch.told())
        .extracting(Anomaly::sensorId, Anomaly::eventTime)
        .containsExactly(tuple("a", at(36_310)));
    watch.passSlowly(36_310 + 360);
    assertThat(watch.told()).extracting(Anomaly::sensorId).containsExactly("b");
  }

  @Test
  void shouldTellNothingOfASensorThatIsAheadBeforeTimeIsThere() {
    watch.event("z", 0);
    watch.eventAhead("a", 3_600);
    watch.passSlowly(3_899);
    assertThat(watch.told()).extracting(Anomaly::sensorId).containsExactly("z");
    watch.passSlowly(3_900);
    assertThat(watch.told()).extracting(Anomaly::eventTime).containsExactly(at(3_900));
  }

  @Test
  void shouldKnowWhoWasAheadBeforeThereWasAnyTime() {
    watch.eventAhead("a", 3_600);
    watch.restart();
    watch.eventAhead("b", 60);
    watch.pass(50);
    watch.eventAhead("a", 70);
    watch.passSlowly(3_899);
    assertThat(watch.told()).extracting(Anomaly::sensorId).containsExactly("b");
  }
}
