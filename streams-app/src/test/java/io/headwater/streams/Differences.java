package io.headwater.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what is too much to be printed. */
final class Differences {

  private static final int SHOWN = 10;

  private Differences() {}

  /**
   * What one has and the other hasn't, as often as it has it more: no more than a few lines of it,
   * and how much there is. Empty when both are the same, in whatever order.
   */
  static <T> List<String> between(Collection<? extends T> actual, Collection<? extends T> wanted) {
    Map<T, Integer> surplus = new HashMap<>();
    actual.forEach(each -> surplus.merge(each, 1, Integer::sum));
    wanted.forEach(each -> surplus.merge(each, -1, Integer::sum));
    surplus.values().removeIf(times -> times == 0);
    List<String> shown = new ArrayList<>();
    surplus.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + (entry.getValue() < 0 ? " is missing " : " is too many ")
                    + Math.abs(entry.getValue())
                    + " times")
        .sorted()
        .limit(SHOWN)
        .forEach(shown::add);
    if (surplus.size() > SHOWN) {
      shown.add("and " + (surplus.size() - SHOWN) + " more differences");
    }
    return shown;
  }
}
