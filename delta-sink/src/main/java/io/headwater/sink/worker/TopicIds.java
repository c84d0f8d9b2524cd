package io.headwater.sink.worker;

import java.util.OptionalLong;

/** Asks a broker which topic it has under a name. Safe for use by several threads. */
@FunctionalInterface
public interface TopicIds {

  /**
   * The topic of that name.
   *
   * @throws org.apache.kafka.common.KafkaException when the broker does not answer, in a few
   *     seconds
   */
  Found find(String topic);

  /** What the broker says. */
  sealed interface Found {

    /** There is none. */
    record Missing() implements Found {}

    /**
     * There is one.
     *
     * @param number made of its id; empty where the broker has no topic ids
     */
    record Present(OptionalLong number) implements Found {}
  }
}
