package io.headwater.sink.audit;

import java.util.HashMap;
import java.util.Map;

/** The records of the input topic that were seen among the output, by input partition. */
final class OriginLedger {

  private final String inputTopic;
  private final Map<Integer, Traces> partitions = new HashMap<>();

  OriginLedger(String inputTopic) {
    this.inputTopic = inputTopic;
  }

  /** What was seen of one input partition. */
  static final class Traces {
    private final OffsetLedger all = new OffsetLedger();
    private final OffsetSet rejected = new OffsetSet();
    private final OffsetSet inTransit = new OffsetSet();

    /** Every record that was seen, wherever. */
    OffsetLedger all() {
      return all;
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
