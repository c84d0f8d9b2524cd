package io.headwater.bench.commits;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Where commits are timed.
 *
 * @param at versions, ascending; commits are timed from each on
 * @param window how many are timed there
 * @param warmUp commits to another table before all others, not timed
 * @param pace from one timed commit to the next, as far as they are fast enough; the others follow
 *     on each other's heels
 * @param settings names of those of the sink that differ from its defaults; values may be secret
 */
record CommitsOptions(
    List<Long> at, int window, int warmUp, Duration pace, int runs, Set<String> settings) {

  CommitsOptions {
    at = List.copyOf(at);
    settings = Set.copyOf(settings);
  }

  /** Whether the commit that makes {@code version} is timed. */
  boolean isTimed(long version) {
    return at.stream().anyMatch(from -> version >= from && version < from + window);
  }

  /** The last version that is made. */
  long last() {
    return at.get(at.size() - 1) + window - 1;
  }
}
