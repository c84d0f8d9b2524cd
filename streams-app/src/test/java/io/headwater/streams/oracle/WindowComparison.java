package io.headwater.streams.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Summary;
import io.headwater.model.WindowAggregate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;

/** Holds what was sent against what should have been. */
final class WindowComparison {

  private static final double RELATIVE = 1e-9;

  private WindowComparison() {}

  /** Each of the expected windows once, and no other; their numbers to 1e-9. */
  static void requireSame(List<Sent> sent, List<NaiveWindow> expected) {
    requireOnceAndInTime(sent);
    Map<WindowKey, NaiveWindow> left = new HashMap<>();
    expected.forEach(window -> left.put(window.key(), window));
    for (Sent one : sent) {
      WindowAggregate window = one.window();
      NaiveWindow naive = left.remove(WindowKey.of(window));
      assertThat(naive).as("not to be sent: %s", window).isNotNull();
      requireSame(window, naive);
    }
    assertThat(left.values()).as("never sent").isEmpty();
  }

  /** No window twice, or with more than it may hold, or that should not be. */
  static void requireOnceAndKnown(List<Sent> sent, List<NaiveWindow> expected) {
    assertThat(sent).extracting(one -> WindowKey.of(one.window())).doesNotHaveDuplicates();
    Map<WindowKey, NaiveWindow> known = new HashMap<>();
    expected.forEach(window -> known.put(window.key(), window));
    for (Sent one : sent) {
      NaiveWindow naive = known.get(WindowKey.of(one.window()));
      assertThat(naive).as("not to be sent: %s", one).isNotNull();
      assertThat(one.window().summary().count()).isLessThanOrEqualTo(naive.count());
    }
  }

  private static void requireOnceAndInTime(List<Sent> sent) {
    assertThat(sent).extracting(one -> WindowKey.of(one.window())).doesNotHaveDuplicates();
    assertThat(sent).as("before their time").noneMatch(Sent::beforeItsTime);
  }

  private static void requireSame(WindowAggregate window, NaiveWindow expected) {
    Summary summary = window.summary();
    Supplier<String> what = () -> window + " should be " + expected;
    assertThat(summary.count()).as(what).isEqualTo(expected.count());
    assertThat(summary.min()).as(what).isEqualTo(expected.min());
    assertThat(summary.max()).as(what).isEqualTo(expected.max());
    assertThat(summary.sum()).as(what).isCloseTo(expected.sum(), nearly(expected.sum()));
    assertThat(summary.stddev()).as(what).isCloseTo(expected.stddev(), nearly(expected.stddev()));
    assertThat(window.firstEventTime()).as(what).isEqualTo(expected.firstTime());
    assertThat(window.lastEventTime()).as(what).isEqualTo(expected.lastTime());
    assertThat(window.anomalyCount()).as(what).isEqualTo(expected.anomalies());
    assertThat(window.sensorCount()).as(what).isEqualTo(expected.sensors());
  }

  private static Offset<Double> nearly(double value) {
    return Offset.offset(RELATIVE * Math.abs(value));
  }
}
