package io.headwater.sink.batch;

import java.util.OptionalLong;

/**
 * What the offsets of a topic partition are counted in: a topic that is deleted and created again
 * begins to count anew, under the same name.
 *
 * @param topic a number made of the topic's id; empty where none is known, because the broker has
 *     no topic ids or the table is from before they were remembered
 * @param gaps how many gaps were recorded and passed over so far
 */
public record Incarnation(OptionalLong topic, long gaps) {

  /** Nothing is known of it, and no gap was passed. */
  public static final Incarnation UNKNOWN = new Incarnation(OptionalLong.empty(), 0);

  /** The same, in the topic of that number. An unknown one does not replace a known one. */
  public Incarnation in(OptionalLong current) {
    return current.isPresent() ? new Incarnation(current, gaps) : this;
  }

  /** Behind one gap more. */
  public Incarnation behindGap() {
    return new Incarnation(topic, gaps + 1);
  }
}
