package io.headwater.sink.worker;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Where reading a partition begins, and whether the topic still has what comes next. */
final class StartPosition {

  private StartPosition() {}

  /**
   * The offset to begin at: what the table says, or the partition's beginning if the table says
   * nothing.
   *
   * @param wanted the next offset by the table's account
   * @param beginning the earliest offset the topic has
   * @param end the offset behind the last record that can be read
   * @throws TableStopped when records between are gone
   */
  static long of(TopicPartition partition, OptionalLong wanted, long beginning, long end) {
    if (wanted.isEmpty()) {
      return beginning;
    }
    long next = wanted.getAsLong();
    if (next < beginning) {
      throw new TableStopped(
          ("%s: offsets %d to %d are lost: the table has everything before %d, but the topic now"
                  + " begins at %d because its retention removed them. Either restore the records to"
                  + " the topic, or accept the loss and set headwater.delta.base-path to another"
                  + " folder, whose tables begin with what the topic still has")
              .formatted(partition, next, beginning - 1, next, beginning));
    }
    if (next > end) {
      throw new TableStopped(
          ("%s: the table has everything before offset %d, but the topic ends at %d: it was"
                  + " deleted and created again, or lost records. Either restore the topic, or set"
                  + " headwater.delta.base-path to another folder for the new topic's tables")
              .formatted(partition, next, end));
    }
    return next;
  }
}
