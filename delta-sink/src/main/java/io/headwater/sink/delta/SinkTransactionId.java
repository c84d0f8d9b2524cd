package io.headwater.sink.delta;

import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Whose progress a Delta {@code SetTransaction} records: one sink's, in one topic partition.
 *
 * @param sinkId {@code headwater.sink.id}: two sinks with different ids write the same table
 *     independently of each other, two with the same id exclude each other
 */
public record SinkTransactionId(String sinkId, String topic, int partition) {

  /** What a sink id may look like: no slash, so that {@link #appId()} is unambiguous. */
  public static final String SINK_ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private static final Pattern VALID_SINK_ID = Pattern.compile(SINK_ID);

  public SinkTransactionId {
    if (!VALID_SINK_ID.matcher(sinkId).matches()) {
      throw new IllegalArgumentException("'" + sinkId + "' is no sink id: must match " + SINK_ID);
    }
    if (topic.isEmpty() || topic.indexOf('/') >= 0 || partition < 0) {
      throw new IllegalArgumentException(topic + "-" + partition + " is no topic partition");
    }
  }

  static SinkTransactionId of(String sinkId, TopicPartition partition) {
    return new SinkTransactionId(sinkId, partition.topic(), partition.partition());
  }

  /**
   * The application id in the Delta log, {@code <sink-id>/<topic>/<partition>}. Neither sink ids
   * nor Kafka's topic names hold a slash, so different triples never share one.
   */
  public String appId() {
    return sinkId + "/" + topic + "/" + partition;
  }

  /**
   * The application id under which the table remembers a number made of the topic's id, so that a
   * topic that was created again is not taken for the one before.
   */
  public String topicAppId() {
    return appId() + "/topic";
  }

  /** The application id under which the table counts the recorded gaps it has passed. */
  public String gapsAppId() {
    return appId() + "/gaps";
  }
}
