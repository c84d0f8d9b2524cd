package io.headwater.sink.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The records of the input topic that were seen among the output, by input partition. */
final class OriginLedger {

  private final String inputTopic;
  private final Map<Integer, Traces> partitions = new HashMap<>();
  private long mostLost;

  OriginLedger(String inputTopic) {
    this.inputTopic = inputTopic;
  }

  /** What was seen of one input partition. */
  static final class Traces {
    private final OffsetLedger all = new OffsetLedger();
    private final OffsetSet older = new OffsetSet();
    private final OffsetSet rejected = new OffsetSet();
    private final OffsetSet inTransit = new OffsetSet();

    /** Every record that was seen, but for rows of output topics that are gone. */
    OffsetLedger all() {
      return all;
    }

    /** Every record that was seen, wherever. */
    OffsetSet covered() {
      if (older.size() == 0) {
        return all.seen();
      }
      OffsetSet both = new OffsetSet();
      both.addAll(all.seen());
      both.addAll(older);
      return both;
    }

    /** Those that were rejected. */
    OffsetSet rejected() {
      return rejected;
    }

    /** Those that are in an output topic and not in a table yet. */
    OffsetSet inTransit() {
      return inTransit;
    }
  }

  /** A row of {@code events}. */
  void event(String topic, int partition, long offset) {
    if (topic.equals(inputTopic)) {
      of(partition).all.add(offset);
    }
  }

  /**
   * A row of {@code events} or {@code rejected_events} whose record was in a topic that is gone:
   * the stream may have written the same to the next one.
   */
  void older(String topic, int partition, long offset) {
    if (topic.equals(inputTopic)) {
      of(partition).older.add(offset);
    }
  }

  /** Records of an output topic were lost; whose they were nobody knows, nor perhaps how many. */
  void lost(OptionalLong records) {
    mostLost =
        records.isPresent() && mostLost < Long.MAX_VALUE
            ? mostLost + records.getAsLong()
            : Long.MAX_VALUE;
  }

  /**
   * Whether so many records of the input that became nothing can be among those that were lost.
   * Each lost record excuses one: whoever is told yes has used up as many.
   */
  boolean excuse(long missing) {
    if (missing > mostLost) {
      return false;
    }
    mostLost = mostLost == Long.MAX_VALUE ? mostLost : mostLost - missing;
    return true;
  }

  /** A row of {@code rejected_events}. */
  void rejected(String topic, int partition, long offset) {
    if (topic.equals(inputTopic)) {
      of(partition).all.add(offset);
      of(partition).rejected.add(offset);
    }
  }

  /** A record that {@link #event} or {@link #rejected} was told of is in no table yet. */
  void inTransit(String topic, int partition, long offset) {
    if (topic.equals(inputTopic)) {
      of(partition).inTransit.add(offset);
    }
  }

  Traces of(int partition) {
    return partitions.computeIfAbsent(partition, absent -> new Traces());
  }
}
