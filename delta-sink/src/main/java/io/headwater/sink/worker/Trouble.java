package io.headwater.sink.worker;

import io.headwater.sink.worker.WorkerState.Phase;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Something that fails now and will be tried again.
 *
 * @param phase the worker is in because of it
 * @param sentence for an operator; does not change from attempt to attempt
 */
record Trouble(Phase phase, String sentence) {

  static Trouble ofStorage(IOException failure) {
    return new Trouble(
        Phase.RETRYING,
        "storage fails (%s); what was read is kept, reading pauses, and it is tried again"
            .formatted(reason(failure)));
  }

  static Trouble ofBroker(KafkaException failure) {
    boolean refused =
        failure instanceof AuthenticationException || failure instanceof AuthorizationException;
    return refused
        ? new Trouble(
            Phase.WAITING_FOR_ACCESS,
            "Kafka refuses access (%s); it is tried again until it is granted"
                .formatted(reason(failure)))
        : new Trouble(
            Phase.WAITING_FOR_BROKER,
            "Kafka cannot be read from (%s); it is tried again".formatted(reason(failure)));
  }

  static Trouble ofTopic(String topic) {
    return new Trouble(
        Phase.WAITING_FOR_TOPIC,
        "waits for the topic %s, which does not exist yet; the stream app creates it"
            .formatted(topic));
  }

  private static String reason(Throwable failure) {
    String own = Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getName());
    Throwable cause = failure.getCause();
    // Kafka's own words for a client that cannot even be made say nothing without their cause.
    return cause != null && own.startsWith("Failed to construct") ? reason(cause) : own;
  }
}
