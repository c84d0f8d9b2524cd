package io.headwater.sink.delta;

import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.batch.OffsetAdvance;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * One of the numbers a table remembers of a sink's progress, as a commit finds and leaves it. A
 * commit must fail unless the table has every {@code expected} at the version it is based on.
 *
 * @param appId the application id in the Delta log
 * @param expected the version the table has to have of it; empty for none
 * @param version the version it has afterwards; empty for none
 */
record SinkTransaction(String appId, OptionalLong expected, OptionalLong version) {

  /** What Delta says when it has no version of an application id. */
  private static final long NONE = -1;

  /** All numbers that a partition's advance is about: those that only have to stay, too. */
  static List<SinkTransaction> of(String sinkId, OffsetAdvance move) {
    SinkTransactionId id = SinkTransactionId.of(sinkId, move.partition());
    return List.of(
        new SinkTransaction(id.appId(), move.expected(), OptionalLong.of(move.next())),
        new SinkTransaction(id.topicAppId(), move.before().topic(), move.after().topic()),
        new SinkTransaction(id.gapsAppId(), gaps(move.before()), gaps(move.after())));
  }

  /** The incarnation a table remembers, asked by application id. */
  static Incarnation incarnation(
      String sinkId, TopicPartition partition, Function<String, OptionalLong> versions) {
    SinkTransactionId id = SinkTransactionId.of(sinkId, partition);
    return new Incarnation(
        versions.apply(id.topicAppId()), versions.apply(id.gapsAppId()).orElse(0));
  }

  /** Delta's answer, as a number that may be missing. */
  static OptionalLong version(long answer) {
    return answer == NONE ? OptionalLong.empty() : OptionalLong.of(answer);
  }

  /** Whether the commit writes it. */
  boolean changes() {
    return !version.equals(expected);
  }

  private static OptionalLong gaps(Incarnation incarnation) {
    return incarnation.gaps() == 0 ? OptionalLong.empty() : OptionalLong.of(incarnation.gaps());
  }
}
