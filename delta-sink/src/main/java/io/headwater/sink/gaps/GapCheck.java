package io.headwater.sink.gaps;

import io.headwater.sink.batch.Incarnation;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Finds out whether a topic still has what a table needs next. */
public final class GapCheck {

  private GapCheck() {}

  /**
   * What a topic partition has now.
   *
   * @param topic the topic's number; empty where the broker has no topic ids
   * @param beginning the earliest offset there is
   * @param end the offset behind the last record that can be read
   * @param truncatedTo where the broker said that the records it has now begin to differ from those
   *     that were read; empty when it did not say so
   */
  public record Extent(OptionalLong topic, long beginning, long end, OptionalLong truncatedTo) {}

  /**
   * The gap between a table and its topic; empty when there is none.
   *
   * <p>Whether the topic is another one counts first, because offsets of two topics cannot be
   * compared. Where that cannot be told, a topic that was created again is noticed only while it is
   * shorter than the one before.
   *
   * @param table the table's name
   * @param wanted the next offset by the table's account, counted in {@code before}
   */
  public static Optional<Gap> of(
      String table, TopicPartition partition, long wanted, Incarnation before, Extent now) {
    boolean another =
        before.topic().isPresent()
            && now.topic().isPresent()
            && before.topic().getAsLong() != now.topic().getAsLong();
    Optional<Behind> behind =
        another
            ? Optional.of(new Behind(GapKind.RECREATED, now.beginning()))
            : inTheSameTopic(wanted, now);
    return behind.map(
        on -> new Gap(table, partition, on.kind(), wanted, on.next(), before, now.topic()));
  }

  private record Behind(GapKind kind, long next) {}

  private static Optional<Behind> inTheSameTopic(long wanted, Extent now) {
    if (wanted < now.beginning()) {
      return Optional.of(new Behind(GapKind.RETENTION, now.beginning()));
    }
    if (now.truncatedTo().orElse(wanted) < wanted) {
      return Optional.of(
          new Behind(GapKind.BEYOND_END, Math.max(now.beginning(), now.truncatedTo().getAsLong())));
    }
    if (wanted > now.end()) {
      return Optional.of(new Behind(GapKind.BEYOND_END, now.beginning()));
    }
    return Optional.empty();
  }
}
