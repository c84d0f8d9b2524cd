package io.headwater.sink.delta;

import java.io.IOException;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** What became of a batch that was to be appended; each alternative has its own reaction. */
public sealed interface CommitOutcome {

  /** The batch is in the table, as {@code version}: go on. */
  record Committed(long version) implements CommitOutcome {}

  /**
   * The batch was in the table already, by an earlier attempt of this very batch whose answer was
   * lost: go on as after {@link Committed}.
   *
   * @param version a version of the table that holds it
   */
  record AlreadyApplied(long version) implements CommitOutcome {}

  /**
   * Another writer with the same sink id moved the partition on, so nothing of the batch was
   * committed: drop it and begin again where the table says.
   *
   * @param partition the first partition that differs
   * @param expected the next offset the batch began at; empty for none
   * @param found the next offset the table names; empty for none
   */
  record Conflict(TopicPartition partition, OptionalLong expected, OptionalLong found)
      implements CommitOutcome {

    /** One sentence for people. */
    public String message() {
      return "%s: this batch began at offset %s, but the table says %s: another sink with the same id wrote it"
          .formatted(partition, text(expected), text(found));
    }

    private static String text(OptionalLong offset) {
      return offset.isPresent() ? Long.toString(offset.getAsLong()) : "none";
    }
  }

  /**
   * Storage failed, and nobody can tell yet whether the batch is in the table or may still arrive
   * there: try the very same batch again, which finds out, and keep its files until then.
   *
   * @param failure what went wrong
   */
  record Unknown(IOException failure) implements CommitOutcome {}
}
