package io.headwater.sink.gaps;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which rows of a table belong to its topic as it is now, and which to one that is gone: offsets of
 * both may be the same.
 */
public final class Lives {

  private static final long MICROS_PER_MILLI = 1_000;

  private final Map<Integer, List<RecordedGap>> resets;

  private Lives(Map<Integer, List<RecordedGap>> resets) {
    this.resets = resets;
  }

  /**
   * The lives of one table's topic.
   *
   * @param gaps of the table
   * @param topic gaps of other topics, which the table had before, do not count
   */
  public static Lives of(Collection<RecordedGap> gaps, String topic) {
    return new Lives(
        gaps.stream()
            .filter(gap -> gap.gap().kind().startsAnew())
            .filter(gap -> gap.gap().partition().topic().equals(topic))
            .collect(Collectors.groupingBy(gap -> gap.gap().partition().partition())));
  }

  /** Whether there was but one, so that nobody needs to ask of a row. */
  public boolean isOne() {
    return resets.isEmpty();
  }

  /**
   * How many gaps, at which the topic began anew, came after a row: 0 for a row of the topic as it
   * is now.
   *
   * @param ingestedAt microseconds since the epoch
   */
  public int after(int partition, long offset, long ingestedAt) {
    int count = 0;
    for (RecordedGap gap : resets.getOrDefault(partition, List.of())) {
      if (ingestedAt < gap.detectedAtMillis() * MICROS_PER_MILLI && !isKept(gap.gap(), offset)) {
        count++;
      }
    }
    return count;
  }

  /**
   * The earliest time, microseconds since the epoch, at which a row that is read now may be said to
   * have been ingested, so that {@link #after} can tell it from older ones.
   */
  public long notBefore(int partition) {
    return resets.getOrDefault(partition, List.of()).stream()
        .mapToLong(gap -> gap.detectedAtMillis() * MICROS_PER_MILLI)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /** Where the broker lost only the end, the topic still has what comes before. */
  private static boolean isKept(Gap gap, long offset) {
    return gap.kind() == GapKind.BEYOND_END && offset < gap.next();
  }
}
