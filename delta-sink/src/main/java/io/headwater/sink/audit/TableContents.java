package io.headwater.sink.audit;

import io.headwater.sink.delta.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** What was found in a table: where its rows come from, and what is wrong with its files. */
final class TableContents {

  private static final int MOST_PROBLEMS = 10;

  private final Optional<TableSnapshot> snapshot;
  private final Map<Integer, OffsetLedger> partitions = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private long moreProblems;
  private long rows;
  private long late;
  private long eventsInMinutes;

  /**
   * @param snapshot empty when there is no such table
   */
  TableContents(Optional<TableSnapshot> snapshot) {
    this.snapshot = snapshot;
  }

  void row(int partition, long offset) {
    partitions.computeIfAbsent(partition, absent -> new OffsetLedger()).add(offset);
    rows++;
  }

  void lateEvent() {
    late++;
  }

  void eventsInMinute(long count) {
    eventsInMinutes += count;
  }

  /** Keeps the first few problems; the others are only counted. */
  void problem(String sentence) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(sentence);
    } else {
      moreProblems++;
    }
  }

  OptionalLong version() {
    return snapshot.isPresent() ? OptionalLong.of(snapshot.get().version()) : OptionalLong.empty();
  }

  int files() {
    return snapshot.map(at -> at.files().size()).orElse(0);
  }

  /** Where the sink goes on in a partition; empty when it has nothing of it. */
  OptionalLong next(TopicPartition partition) {
    return snapshot.isPresent() ? snapshot.get().offsets().next(partition) : OptionalLong.empty();
  }

  /** The offsets of the rows, by partition; the partitions that have rows, in order. */
  Map<Integer, OffsetLedger> partitions() {
    return partitions;
  }

  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    if (moreProblems > 0) {
      all.add("and %d more like these".formatted(moreProblems));
    }
    return all;
  }

  long rows() {
    return rows;
  }

  long late() {
    return late;
  }

  long eventsInMinutes() {
    return eventsInMinutes;
  }
}
