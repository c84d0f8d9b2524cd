package io.headwater.bench.commits;

import java.util.List;

/**
 * One table.
 *
 * @param times in the order of the versions
 */
record CommitsRun(List<CommitTimes> times) {

  CommitsRun {
    times = List.copyOf(times);
  }

  /** The median at the last version over that at the first. */
  double ratio() {
    return times.get(times.size() - 1).p50() / times.get(0).p50();
  }
}
