package io.headwater.streams.config;

import io.headwater.model.WindowSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.windows}: which windows there are. A window's {@code window_type} is its size,
 * as in {@code 1m}, {@code 90s} or {@code 1d}.
 *
 * @param pane what all aligned windows are made of, default 1 min: their sizes and slides are whole
 *     multiples of it
 * @param tumbling sizes of windows side by side, default 1 min and 1 h
 * @param sliding sizes and slides of windows that overlap, default 5 min every minute
 * @param sessionGap the silence of a sensor that ends its session, default 10 min
 */
@MadeOfPanes
public record WindowSettings(
    @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration pane,
    List<Duration> tumbling,
    List<SlidingSize> sliding,
    @DurationMin(seconds = 1) @DurationMax(days = 30) Duration sessionGap) {

  public WindowSettings(
      @Nullable Duration pane,
      @Nullable List<Duration> tumbling,
      @Nullable List<SlidingSize> sliding,
      @Nullable Duration sessionGap) {
    this.pane = pane == null ? Duration.ofMinutes(1) : pane;
    this.tumbling =
        tumbling == null
            ? List.of(Duration.ofMinutes(1), Duration.ofHours(1))
            : complete("tumbling", tumbling);
    this.sliding =
        sliding == null
            ? List.of(new SlidingSize(Duration.ofMinutes(5), Duration.ofMinutes(1)))
            : complete("sliding", sliding);
    this.sessionGap = sessionGap == null ? Duration.ofMinutes(10) : sessionGap;
  }

  /** The defaults. */
  public static WindowSettings defaults() {
    return new WindowSettings(null, null, null, null);
  }

  /** The windows on the grid of panes: the tumbling ones, then the sliding ones. */
  public List<WindowSpec> aligned() {
    Stream<WindowSpec> sideBySide =
        tumbling.stream().map(size -> new WindowSpec.Tumbling(DurationText.of(size), size));
    Stream<WindowSpec> overlapping =
        sliding.stream()
            .map(
                window ->
                    new WindowSpec.Sliding(
                        DurationText.of(window.size()), window.size(), window.slide()));
    return Stream.concat(sideBySide, overlapping).toList();
  }

  /** The windows of activity. */
  public WindowSpec.Session session() {
    return new WindowSpec.Session("session", sessionGap);
  }

  /** Two commas without anything between are bound to a null. */
  private static <T> List<T> complete(String setting, List<T> given) {
    if (given.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(setting + " must have a window between two commas");
    }
    return List.copyOf(given);
  }
}
