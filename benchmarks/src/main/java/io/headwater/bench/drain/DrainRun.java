package io.headwater.bench.drain;

import io.headwater.bench.rig.DrainFigures;
import io.headwater.bench.rig.Meters;
import io.headwater.bench.rig.TopicVolumes;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One drain.
 *
 * @param windows that were closed, by scope and type as {@code sensor 1m}
 * @param volumes that came into the stream's topics and the broker's own
 */
public record DrainRun(
    DrainFigures figures,
    OptionalLong peakResidentBytes,
    Counts counts,
    Map<String, Long> windows,
    TopicVolumes volumes) {

  /** What the stream counted itself. */
  public record Counts(long accepted, long rejected, long late) {

    static Counts of(Meters meters) {
      long rejected = meters.total("headwater_stream_rejected_total");
      return new Counts(
          meters.total("headwater_stream_events_total") - rejected,
          rejected,
          meters.total("headwater_stream_late_total"));
    }
  }
}
