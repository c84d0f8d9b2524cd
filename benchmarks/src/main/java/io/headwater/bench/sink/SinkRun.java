package io.headwater.bench.sink;

import io.headwater.bench.rig.DrainFigures;
import io.headwater.bench.rig.Progress;
import io.headwater.bench.rig.TableSize;
import java.util.List;
import java.util.OptionalLong;

/**
 * One sink that wrote the whole topic.
 *
 * @param figures up to the last commit but one: the last one is made of what is left, and waits for
 *     the flush interval to pass
 * @param processCpuSeconds of the sink's process in all, the start of its JVM included
 */
record SinkRun(
    DrainFigures figures,
    double processCpuSeconds,
    OptionalLong peakResidentBytes,
    TableSize table) {

  private static final double NANOS_PER_SECOND = 1e9;

  static SinkRun of(List<Progress> course, OptionalLong peakResidentBytes, TableSize table) {
    return new SinkRun(
        DrainFigures.of(untilLastCommitButOne(course)),
        course.get(course.size() - 1).cpu().toNanos() / NANOS_PER_SECOND,
        peakResidentBytes,
        table);
  }

  /** The whole course, when there were hardly any commits. */
  static List<Progress> untilLastCommitButOne(List<Progress> course) {
    long[] commits = course.stream().mapToLong(Progress::committed).distinct().toArray();
    if (commits.length <= 4) { // none yet, and three
      return course;
    }
    long end = commits[commits.length - 2];
    int last = 0;
    while (course.get(last).committed() < end) {
      last++;
    }
    return course.subList(0, last + 1);
  }
}
