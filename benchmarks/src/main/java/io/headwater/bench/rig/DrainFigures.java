package io.headwater.bench.rig;

import java.time.Duration;
import java.util.List;

/**
 * What a drain took.
 *
 * @param startSeconds from the start of the process to its first commit
 * @param whole from the first commit on
 * @param warm from the first commit on that had {@link #WARM_FROM} of the events behind it: by then
 *     the JVM has compiled the most of what it runs
 * @param processCpuSeconds of the process in all, the start of its JVM included
 */
public record DrainFigures(
    double startSeconds, Stretch whole, Stretch warm, double processCpuSeconds) {

  /** The share of the events after which a drain counts as warm. */
  static final double WARM_FROM = 0.05;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;

  /** What lies between two commits. */
  public record Stretch(
      long events,
      double seconds,
      double eventsPerSecond,
      double cpuMicrosPerEvent,
      double brokerCpuMicrosPerEvent) {

    private static Stretch between(Progress from, Progress to) {
      long events = to.committed() - from.committed();
      double seconds = to.at().minus(from.at()).toNanos() / NANOS_PER_SECOND;
      return new Stretch(
          events,
          seconds,
          events / seconds,
          microsPerEvent(to.cpu().minus(from.cpu()), events),
          microsPerEvent(to.brokerCpu().minus(from.brokerCpu()), events));
    }

    private static double microsPerEvent(Duration cpu, long events) {
      return cpu.toNanos() / NANOS_PER_MICRO / events;
    }
  }

  /**
   * Of a whole drain.
   *
   * @param course from the start of the process to the moment at which all was committed
   */
  public static DrainFigures of(List<Progress> course) {
    Progress end = course.get(course.size() - 1);
    Progress first = from(course, 1, end);
    Progress warm = from(course, Math.round(end.committed() * WARM_FROM), end);
    return new DrainFigures(
        first.at().toNanos() / NANOS_PER_SECOND,
        Stretch.between(first, end),
        Stretch.between(warm, end),
        end.cpu().toNanos() / NANOS_PER_SECOND);
  }

  /**
   * The first look that found so many events committed. If that is where the drain had ended
   * already, because it was a short one, the look before it.
   */
  private static Progress from(List<Progress> course, long committed, Progress end) {
    Progress before = course.get(0);
    for (Progress look : course) {
      if (look.committed() == end.committed()) {
        return before;
      }
      if (look.committed() >= committed) {
        return look;
      }
      before = look;
    }
    return before;
  }
}
