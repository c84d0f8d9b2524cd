package io.headwater.sink.audit;

import io.headwater.sink.delta.TableSnapshot;
import io.headwater.sink.gaps.RecordedGap;
import java.util.ArrayList;
import java.util.Collection;
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
  private final Map<Integer, Map<Integer, OffsetLedger>> older = new TreeMap<>();
  private final List<RecordedGap> gaps;
  private final List<String> problems = new ArrayList<>();
  private long moreProblems;
  private long rows;
  private long late;
  private long eventsInMinutes;

  /**
   * @param snapshot empty when there is no such table
   * @param gaps that the table has passed
   */
  TableContents(Optional<TableSnapshot> snapshot, List<RecordedGap> gaps) {
    this.snapshot = snapshot;
    this.gaps = List.copyOf(gaps);
  }

  void row(int partition, long offset) {
    partitions.computeIfAbsent(partition, absent -> new OffsetLedger()).add(offset);
    rows++;
  }

  /** A row of a topic that is gone: {@code lives} of its name came after it. */
  void older(int partition, long offset, int lives) {
    older
        .computeIfAbsent(partition, absent -> new TreeMap<>())
        .computeIfAbsent(lives, absent -> new OffsetLedger())
        .add(offset);
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

  /** The number of the topic the offsets are counted in; empty if the table knows none. */
  OptionalLong topic(TopicPartition partition) {
    return snapshot.isPresent()
        ? snapshot.get().offsets().incarnation(partition).topic()
        : OptionalLong.empty();
  }

  /** The gaps of a partition that the table has passed. */
  List<RecordedGap> gaps(TopicPartition partition) {
    return gaps.stream().filter(gap -> gap.gap().partition().equals(partition)).toList();
  }

  /** The gaps of all partitions that the table has passed. */
  List<RecordedGap> gaps() {
    return gaps;
  }

  /** The offsets of the rows of topics that are gone, one ledger for each topic. */
  Collection<OffsetLedger> older(int partition) {
    return older.getOrDefault(partition, Map.of()).values();
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
