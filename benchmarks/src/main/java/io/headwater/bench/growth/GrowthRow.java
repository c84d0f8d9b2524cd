package io.headwater.bench.growth;

import io.headwater.bench.drain.DrainOptions;
import io.headwater.bench.drain.DrainReport;
import io.headwater.bench.drain.DrainRun;
import io.headwater.bench.report.Spread;
import io.headwater.bench.rig.Volumes;
import java.util.function.ToDoubleFunction;

/**
 * The drains with one value of one dimension; figures are medians of their runs.
 *
 * @param drain all that was measured
 */
record GrowthRow(Dimension dimension, int value, DrainReport drain) {

  double eventsPerSecond() {
    return median(run -> run.figures().warm().eventsPerSecond());
  }

  double cpuMicrosPerEvent() {
    return median(run -> run.figures().warm().cpuMicrosPerEvent());
  }

  /** Not a number where the operating system does not tell. */
  double peakResidentBytes() {
    return median(
        run ->
            run.peakResidentBytes().isPresent() ? run.peakResidentBytes().getAsLong() : Double.NaN);
  }

  double changelogBytesPerEvent() {
    return median(run -> Volumes.bytes(run.volumes(), Volumes.Kind.CHANGELOGS))
        / drain.options().events();
  }

  double windowsClosed() {
    return median(run -> run.windows().values().stream().mapToLong(Long::longValue).sum());
  }

  /** How much event time the backlog covers: each sensor sends once a second. */
  double secondsOfEventTime() {
    DrainOptions options = drain.options();
    return (double) options.events() / options.sensors();
  }

  private double median(ToDoubleFunction<DrainRun> figure) {
    return Spread.of(drain.runs().stream().mapToDouble(figure).boxed().toList()).median();
  }
}
