package io.headwater.sink.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How many offsets there are of some kind, and the first few of them. */
final class Sample {

  private static final int KEPT = 5;

  private final List<Long> first = new ArrayList<>();
  private long count;

  void add(long offset) {
    if (first.size() < KEPT) {
      first.add(offset);
    }
    count++;
  }

  /** Counts offsets that are not named any more. */
  void addUnnamed(long more) {
    count += more;
  }

  boolean isFull() {
    return first.size() == KEPT;
  }

  boolean isEmpty() {
    return count == 0;
  }

  long count() {
    return count;
  }

  /** For people: {@code 3 offsets (4, 5, 9)}, or {@code 12 offsets (4, 5, 9, 10, 11, …)}. */
  String text() {
    String named = first.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "%d offset%s (%s%s)"
        .formatted(count, count == 1 ? "" : "s", named, count > first.size() ? ", …" : "");
  }
}
