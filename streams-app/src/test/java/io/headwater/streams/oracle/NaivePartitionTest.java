package io.headwater.streams.oracle;

import static io.headwater.streams.oracle.Readings.RULES;
import static io.headwater.streams.oracle.Readings.clock;
import static io.headwater.streams.oracle.Readings.event;
import static io.headwater.streams.oracle.Readings.millis;
import static io.headwater.streams.oracle.Readings.moved;
import static io.headwater.streams.oracle.Readings.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.headwater.model.SensorEvent;
import io.headwater.streams.oracle.Input.Quiet;
import io.headwater.streams.oracle.Input.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model itself, against cases worked out by hand. */
class NaivePartitionTest {

  private final List<Input> inputs = new ArrayList<>();

  @Test
  void shouldPutAnEventAtAFullMinuteInTheMinuteThatBeginsThere() {
    read("t-1", "11:00:59.999", 1);
    read("t-1", "11:01:00", 2);

    assertThat(windows("1m")).containsExactly("11:00 to 11:01: 1", "11:01 to 11:02: 1");
    assertThat(windows("1h")).containsExactly("11:00 to 12:00: 2");
    assertThat(windows("5m"))
        .containsExactly(
            "11:00 to 11:05: 2",
            "10:59 to 11:04: 2",
            "10:58 to 11:03: 2",
            "10:57 to 11:02: 2",
            "10:56 to 11:01: 1",
            "11:01 to 11:06: 1");
  }

  @Test
  void shouldCountALateEventInTheWindowsThatAreOpen() {
    // the watermark stands at the minute's end, and what is read moves it no more
    read("t-1", "11:01:10", 1);
    read("t-1", "11:00:59.999", 2);

    assertThat(model().late()).containsExactly(false, true);
    assertThat(model().lateCount()).isEqualTo(1);
    assertThat(windows("1m")).containsExactly("11:01 to 11:02: 1");
    assertThat(windows("1h")).containsExactly("11:00 to 12:00: 2");
    assertThat(windows("5m"))
        .contains("10:57 to 11:02: 2", "11:00 to 11:05: 2")
        .doesNotContain("10:56 to 11:01: 1");
  }

  @Test
  void shouldTakeAnEventInTimeAsLongAsTheWatermarkIsAMillisecondBeforeTheEnd() {
    read("t-1", "11:01:09.999", 1);
    read("t-1", "11:00:00", 2);

    assertThat(model().late()).containsExactly(false, false);
    assertThat(windows("1m")).containsExactly("11:01 to 11:02: 1", "11:00 to 11:01: 1");
    assertThat(model().closed()).isEmpty();
  }

  @Test
  void shouldCloseWhatTheWatermarkHasReachedTheEndOf() {
    read("t-1", "11:00:30", 1);
    read("t-2", "11:01:10", 2);

    assertThat(model().closed())
        .extracting(w -> w.key().type(), w -> w.key().sensorId(), NaiveWindow::count)
        .containsExactlyInAnyOrder(tuple("1m", "t-1", 1L), tuple("5m", "t-1", 1L));
  }

  @Test
  void shouldNotLetAFastClockMoveTheWatermark() {
    // its record says that it is noon
    inputs.add(new Reading(0, event("t-1", "12:50:00", 1), millis("12:00:00"), 0));

    assertThat(model().watermark()).isEqualTo(time("11:59:50"));
  }

  @Test
  void shouldMoveOnWhenQuietButNotWithoutAWatermark() {
    inputs.add(new Quiet(Duration.ofSeconds(70)));
    read("t-1", "11:00:30", 1);
    inputs.add(new Quiet(Duration.ofSeconds(40)));
    read("t-1", "11:00:31", 1);

    assertThat(model().watermarks())
        .containsExactly(
            NaivePartition.NO_WATERMARK, time("11:00:20"), time("11:01:00"), time("11:01:00"));
    assertThat(model().late()).containsExactly(false, true);
  }

  @Test
  void shouldMakeTwoSessionsOfEventsExactlyTheGapApart() {
    read("t-1", "11:00:00", 1);
    read("t-1", "11:10:00", 2);
    read("t-2", "11:00:00", 3);
    read("t-2", "11:09:59.999", 4);

    assertThat(windows("session"))
        .containsExactly("11:00 to 11:10: 1", "11:10 to 11:20: 1", "11:00 to 11:19:59.999: 2");
  }

  @Test
  void shouldJoinTheSessionsThatAnEventBridges() {
    read("t-1", "11:00:00", 1);
    // five seconds after the first session ends, which is open for five seconds yet
    read("t-1", "11:10:05", 2);
    assertThat(windows("session")).containsExactly("11:00 to 11:10: 1", "11:10:05 to 11:20:05: 1");

    read("t-1", "11:05:00", 3);

    assertThat(windows("session")).containsExactly("11:00 to 11:20:05: 3");
  }

  @Test
  void shouldNotReopenASessionThatTheWatermarkHasPassed() {
    read("t-1", "11:00:00", 1);
    read("t-2", "11:10:10", 2);
    // less than the gap after the first, which is closed
    read("t-1", "11:05:00", 3);
    // exactly the gap before the second, and the session this would open is closed
    read("t-1", "10:55:00", 4);

    assertThat(windows("session"))
        .containsExactly("11:00 to 11:10: 1", "11:05 to 11:15: 1", "11:10:10 to 11:20:10: 1");
  }

  @Test
  void shouldTakeALateEventIntoAnOpenSession() {
    read("t-1", "11:05:00", 1);
    read("t-2", "11:10:10", 2);
    // on its own its session would be closed
    read("t-1", "11:00:00", 3);

    assertThat(windows("session")).containsExactly("11:00 to 11:15: 2", "11:10:10 to 11:20:10: 1");
  }

  @Test
  void shouldGiveASessionThePlaceOfItsLastEventByEventTime() {
    inputs.add(reading(moved(event("t-1", "11:00:05", 1), "yard")));
    inputs.add(reading(moved(event("t-1", "11:00:05", 2), "hall")));
    inputs.add(reading(moved(event("t-1", "11:00:01", 3), "roof")));

    assertThat(model().sessions())
        .singleElement()
        .satisfies(session -> assertThat(session.key().location()).isEqualTo("hall"));
    assertThat(model().aligned())
        .filteredOn(window -> window.key().type().equals("1m"))
        .extracting(window -> window.key().location())
        .containsExactlyInAnyOrder("yard", "hall", "roof");
  }

  @Test
  void shouldSumUp() {
    inputs.add(new Reading(0, event("t-1", "11:00:05", 2), millis("12:00:00"), 1));
    inputs.add(new Reading(1, event("t-1", "11:00:01", 4), millis("12:00:00"), 2));
    inputs.add(new Reading(2, event("t-1", "11:00:03", -3), millis("12:00:00"), 0));

    NaiveWindow minute = model().aligned().get(0);

    assertThat(minute.count()).isEqualTo(3);
    assertThat(minute.sum()).isEqualTo(3);
    assertThat(minute.min()).isEqualTo(-3);
    assertThat(minute.max()).isEqualTo(4);
    // the mean is 1; 1, 9 and 16 are 26
    assertThat(minute.stddev()).isCloseTo(Math.sqrt(26 / 3.0), within(1e-12));
    assertThat(minute.firstTime()).isEqualTo(time("11:00:01"));
    assertThat(minute.lastTime()).isEqualTo(time("11:00:05"));
    assertThat(minute.anomalies()).isEqualTo(3);
    assertThat(minute.sensors()).isEqualTo(1);
  }

  private NaivePartition model() {
    return new NaivePartition(RULES, inputs);
  }

  /** Start, end and count of each window of that type, by sensor. */
  private List<String> windows(String type) {
    List<NaiveWindow> all = new ArrayList<>(model().aligned());
    all.addAll(model().sessions());
    return all.stream()
        .filter(window -> window.key().type().equals(type))
        .map(w -> clock(w.key().start()) + " to " + clock(w.key().end()) + ": " + w.count())
        .toList();
  }

  private void read(String sensorId, String clock, double value) {
    inputs.add(reading(event(sensorId, clock, value)));
  }

  private Reading reading(SensorEvent event) {
    return new Reading(inputs.size(), event, millis("23:00:00"), 0);
  }
}
