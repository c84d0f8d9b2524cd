package io.headwater.quickstart.replay;

import io.headwater.model.EventTime;
import java.time.Instant;
import java.util.List;

/**
 * A time in which the machine of the shipped series was in trouble, as the publishers of the
 * Numenta Anomaly Benchmark say (combined_windows.json): each is two days around the moment they
 * name.
 */
record Labelled(long from, long to) {

  static final List<Labelled> WINDOWS =
      List.of(
          of("2013-12-10T06:25:00Z", "2013-12-12T05:35:00Z"),
          of("2013-12-15T17:50:00Z", "2013-12-17T17:00:00Z"),
          of("2014-01-27T14:20:00Z", "2014-01-29T13:30:00Z"),
          of("2014-02-07T14:55:00Z", "2014-02-09T14:05:00Z"));

  private static Labelled of(String from, String to) {
    return new Labelled(
        EventTime.ofInstant(Instant.parse(from)), EventTime.ofInstant(Instant.parse(to)));
  }

  boolean holds(long time) {
    return time >= from && time <= to;
  }

  static boolean anyHolds(long time) {
    return WINDOWS.stream().anyMatch(window -> window.holds(time));
  }
}
