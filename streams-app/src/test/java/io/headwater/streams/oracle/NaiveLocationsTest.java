package io.headwater.streams.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.oracle.Input.Quiet;
import io.headwater.streams.oracle.Input.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model by location, against cases worked out by hand. */
class NaiveLocationsTest {

  private final List<Input> first = new ArrayList<>();
  private final List<Input> second = new ArrayList<>();

  @Test
  void shouldTakeTogetherWhatAllPartitionsHaveOfALocation() {
    read(first, "t-1", "11:00:01", 1);
    read(first, "t-2", "11:00:02", 2);
    read(first, "t-2", "11:00:03", 3);
    read(second, "t-3", "11:00:04", 4);

    assertThat(model().windows())
        .filteredOn(window -> window.key().type().equals("1m"))
        .singleElement()
        .satisfies(
            window -> {
              assertThat(window.sensors()).isEqualTo(3);
              assertThat(window.sum()).isEqualTo(10);
            });
  }

  @Test
  void shouldLeaveOutWhatWasLateInItsOwnPartition() {
    read(first, "t-1", "11:01:10", 1);
    read(first, "t-1", "11:00:30", 2);
    read(second, "t-2", "11:00:30", 3);

    assertThat(model().windows())
        .filteredOn(window -> window.key().end() == Readings.time("11:01:00"))
        .filteredOn(window -> window.key().type().equals("1m"))
        .singleElement()
        .satisfies(window -> assertThat(window.sum()).isEqualTo(3));
  }

  @Test
  void shouldWaitForTheSlowestPartition() {
    read(first, "t-1", "11:00:30", 1);
    read(first, "t-1", "11:05:00", 1);
    read(second, "t-2", "11:01:09.999", 2);
    assertThat(closed()).isEmpty();

    read(second, "t-2", "11:01:10", 3);
    assertThat(closed()).containsExactly("11:01: 1");
  }

  @Test
  void shouldNotWaitForAPartitionThatIsIdle() {
    read(first, "t-1", "11:00:30", 1);
    read(first, "t-1", "11:05:00", 1);
    second.add(new Quiet(Duration.ZERO));

    assertThat(closed()).containsExactly("11:01: 1");
  }

  @Test
  void shouldWaitForAnIdlePartitionThatHasEventsInTheWindow() {
    read(first, "t-1", "11:00:30", 1);
    read(first, "t-1", "11:05:00", 1);
    read(second, "t-2", "11:00:30", 2);
    second.add(new Quiet(Duration.ofMillis(39_999)));
    assertThat(closed()).isEmpty();

    second.set(1, new Quiet(Duration.ofSeconds(40)));
    assertThat(closed()).containsExactly("11:01: 2");
  }

  @Test
  void shouldGoOnWithTheFarthestWhenAllAreIdle() {
    read(first, "t-1", "11:00:30", 1);
    first.add(new Quiet(Duration.ofSeconds(40)));
    read(second, "t-2", "10:30:00", 2);
    second.add(new Quiet(Duration.ZERO));

    assertThat(closed()).containsExactly("11:01: 1");
  }

  private NaiveLocations model() {
    return new NaiveLocations(
        List.of(
            new NaivePartition(Readings.RULES, first), new NaivePartition(Readings.RULES, second)));
  }

  /** End and count of each closed window of a minute. */
  private List<String> closed() {
    return model().closed().stream()
        .filter(window -> window.key().type().equals("1m"))
        .map(window -> Readings.clock(window.key().end()) + ": " + window.count())
        .toList();
  }

  private static void read(List<Input> inputs, String sensorId, String clock, double value) {
    inputs.add(
        new Reading(
            inputs.size(), Readings.event(sensorId, clock, value), Readings.millis("23:00:00"), 0));
  }
}
