package io.headwater.streams.runtime;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;

/** Says in one sentence why the stream could not be started, and what to do. */
final class StartRefusal {

  private StartRefusal() {}

  static String sentence(RuntimeException refusal) {
    if (refusal instanceof KafkaRefusal) {
      return refusal.getMessage() + "; check headwater.kafka and the rights of its user.";
    }
    if (refusal instanceof ConfigException) {
      return "Kafka's clients do not accept their configuration: "
          + refusal.getMessage()
          + "; check headwater.kafka.properties.";
    }
    if (refusal instanceof ProcessorStateException) {
      return "The directory of the local state cannot be used: "
          + refusal.getMessage()
          + "; choose another one with headwater.streams.state-dir.";
    }
    if (refusal instanceof StreamsException
        && String.valueOf(refusal.getMessage()).contains("same state directory")) {
      return "Another process uses the directory of the local state: end that process, or choose"
          + " another directory with headwater.streams.state-dir.";
    }
    FailurePolicy.Reaction reaction = FailurePolicy.reactTo(refusal);
    return reaction instanceof FailurePolicy.Stop stop
        ? stop.sentence()
        : "The stream could not be started: " + refusal.getMessage();
  }
}
