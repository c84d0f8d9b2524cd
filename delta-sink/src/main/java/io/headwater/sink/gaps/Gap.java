package io.headwater.sink.gaps;

import io.headwater.sink.batch.Incarnation;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Something that a table needs next and its topic no longer has.
 *
 * @param table the table's name
 * @param kind why
 * @param first the next offset by the table's account: everything before it is in the table
 * @param next the offset at which the topic can be read on, in the topic as it is now
 * @param before what {@code first} is counted in
 * @param topic the number of the topic as it is now; empty where the broker has no topic ids
 */
public record Gap(
    String table,
    TopicPartition partition,
    GapKind kind,
    long first,
    long next,
    Incarnation before,
    OptionalLong topic) {

  /**
   * How many records were lost, at most: the markers of transactions are among them. Empty where
   * nobody can know.
   */
  public OptionalLong lost() {
    return kind == GapKind.RETENTION ? OptionalLong.of(next - first) : OptionalLong.empty();
  }

  /** What was lost, in one sentence for people. */
  public String sentence() {
    return switch (kind) {
      case RETENTION ->
          ("%s: offsets %d to %d are lost, %d records at most: the table has everything before %d,"
                  + " but the topic now begins at %d, because its retention removed them")
              .formatted(partition, first, next - 1, next - first, first, next);
      case RECREATED ->
          ("%s: the topic was deleted and created again: the table has everything before offset %d"
                  + " of the one that is gone, and what that one held from there on is lost, nobody"
                  + " knows how much; the new one begins at offset %d")
              .formatted(partition, first, next);
      case BEYOND_END ->
          ("%s: the table has everything before offset %d, but the topic ends before that: it was"
                  + " deleted and created again, or the broker lost records, nobody knows how many;"
                  + " what it has now begins at offset %d")
              .formatted(partition, first, next);
    };
  }

  /** The sentence, and the two ways on. */
  public String sentenceForStop() {
    return sentence()
        + ". Either set headwater.sink.on-gap to record, which writes this to the table "
        + GapTable.NAME
        + " and goes on at offset "
        + next
        + (kind.startsAnew() ? ", behind the rows that are there" : "")
        + "; or "
        + (kind == GapKind.RETENTION ? "restore the records, or " : "")
        + "set headwater.delta.base-path to another folder, whose tables begin with what the topic"
        + " has now";
  }
}
