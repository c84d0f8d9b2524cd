package io.headwater.bench.pipeline;

import java.time.Duration;
import java.util.List;

/**
 * What it took to get a backlog into the tables. Every stretch of it ends with the last row: at the
 * first look that found all rows of all tables. Its events are those whose results the stream had
 * not committed yet when it began; what was then on its way from the stream to the tables is work
 * of the stretch that does not count.
 *
 * @param startSeconds from the start of both processes to the stream's first commit
 * @param whole from the last look that found nothing committed
 * @param warm from the first look that found {@link #WARM_FROM} of the events committed by the
 *     stream: by then its JVM has compiled the most of what it runs
 * @param tailSeconds from the stream's last commit of events to the last row: the windows and the
 *     alerts that were still to come, and the wait for the last flush
 * @param streamCpuSeconds in all, the start of its JVM included
 * @param sinkCpuSeconds likewise
 */
record PipelineFigures(
    double startSeconds,
    Stretch whole,
    Stretch warm,
    double tailSeconds,
    double streamCpuSeconds,
    double sinkCpuSeconds) {

  /** The share of the events after which a stream counts as warm. */
  static final double WARM_FROM = 0.05;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;

  /** What lies between two looks; CPU in microseconds an event. */
  record Stretch(
      long events,
      double seconds,
      double eventsPerSecond,
      double streamCpuMicros,
      double sinkCpuMicros,
      double brokerCpuMicros) {

    private static Stretch between(Look from, Look to) {
      long events = to.streamed() - from.streamed();
      double seconds = inSeconds(to.at().minus(from.at()));
      return new Stretch(
          events,
          seconds,
          events / seconds,
          micros(to.cpu().stream().minus(from.cpu().stream()), events),
          micros(to.cpu().sink().minus(from.cpu().sink()), events),
          micros(to.cpu().broker().minus(from.cpu().broker()), events));
    }

    private static double micros(Duration cpu, long events) {
      return cpu.toNanos() / NANOS_PER_MICRO / events;
    }

    /** Of stream and sink together, without the broker. */
    double bothCpuMicros() {
      return streamCpuMicros + sinkCpuMicros;
    }
  }

  /**
   * Of a whole run.
   *
   * @param course from the start of both processes until all was in the tables for a while
   */
  static PipelineFigures of(List<Look> course) {
    Look last = course.get(course.size() - 1);
    Look end = course.get(first(course, last.streamed(), last.rows()));
    int firstCommit = first(course, 1, 0);
    Look begin = course.get(Math.max(0, firstCommit - 1));
    Look fivePercent =
        course.get(first(course, Math.max(1, Math.round(last.streamed() * WARM_FROM)), 0));
    Look allStreamed = course.get(first(course, last.streamed(), 0));
    return new PipelineFigures(
        inSeconds(course.get(firstCommit).at()),
        Stretch.between(begin, end),
        Stretch.between(fivePercent.streamed() < end.streamed() ? fivePercent : begin, end),
        inSeconds(end.at().minus(allStreamed.at())),
        inSeconds(end.cpu().stream()),
        inSeconds(end.cpu().sink()));
  }

  /** The first look that found so much. */
  private static int first(List<Look> course, long streamed, long rows) {
    int look = 0;
    while (course.get(look).streamed() < streamed || course.get(look).rows() < rows) {
      look++;
    }
    return look;
  }

  private static double inSeconds(Duration time) {
    return time.toNanos() / NANOS_PER_SECOND;
  }
}
