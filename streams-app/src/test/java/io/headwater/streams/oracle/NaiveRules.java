package io.headwater.streams.oracle;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.headwater.model.WindowSpec;
import io.headwater.streams.config.StreamsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings that decide what is in which window.
 *
 * @param aligned the tumbling and the sliding windows
 * @param delay of the watermark
 */
record NaiveRules(List<WindowSpec> aligned, WindowSpec.Session session, Duration delay) {

  /** A window's place in time, {@code [start, end)}. */
  record Slot(WindowSpec spec, long start, long end) {}

  static NaiveRules of(StreamsSettings settings) {
    return new NaiveRules(
        settings.windows().aligned(),
        settings.windows().session(),
        settings.time().watermarkDelay());
  }

  /** Every aligned window that {@code time} is in. */
  List<Slot> slotsOf(long time) {
    List<Slot> slots = new ArrayList<>();
    for (WindowSpec spec : aligned) {
      long size = micros(size(spec));
      long slide = micros(slide(spec));
      for (long start = Math.floorDiv(time, slide) * slide; start + size > time; start -= slide) {
        slots.add(new Slot(spec, start, start + size));
      }
    }
    return slots;
  }

  /** When the first of them ends: an event that misses it is late. */
  long earliestEnd(long time) {
    return slotsOf(time).stream().mapToLong(Slot::end).min().orElseThrow();
  }

  long gap() {
    return micros(session.gap());
  }

  static long micros(Duration duration) {
    return MICROSECONDS.convert(duration);
  }

  private static Duration size(WindowSpec spec) {
    if (spec instanceof WindowSpec.Tumbling tumbling) {
      return tumbling.size();
    }
    if (spec instanceof WindowSpec.Sliding sliding) {
      return sliding.size();
    }
    throw new IllegalArgumentException("not aligned: " + spec);
  }

  private static Duration slide(WindowSpec spec) {
    return spec instanceof WindowSpec.Sliding sliding ? sliding.slide() : size(spec);
  }
}
