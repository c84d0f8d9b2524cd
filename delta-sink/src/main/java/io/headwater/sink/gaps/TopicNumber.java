package io.headwater.sink.gaps;

import java.util.OptionalLong;
import org.apache.kafka.common.Uuid;

/** A topic's id as a number that a Delta table can remember. */
public final class TopicNumber {

  private TopicNumber() {}

  /**
   * The number of a topic: all 128 bits of its id go into it, and it is never negative. Two topics
   * share one by a chance of 1 to 10^18.
   *
   * @return empty for {@link Uuid#ZERO_UUID}, which brokers without topic ids give
   */
  public static OptionalLong of(Uuid id) {
    if (id.equals(Uuid.ZERO_UUID)) {
      return OptionalLong.empty();
    }
    long folded =
        id.getMostSignificantBits() ^ Long.rotateLeft(id.getLeastSignificantBits(), Integer.SIZE);
    return OptionalLong.of(folded & Long.MAX_VALUE);
  }
}
