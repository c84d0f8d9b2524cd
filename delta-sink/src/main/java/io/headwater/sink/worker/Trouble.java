package io.headwater.sink.worker;

import java.util.Optional;

/** What failed, in a sentence for an operator. */
final class Trouble {

  private Trouble() {}

  static String ofStorage(Exception failure) {
    return "storage fails (%s); what was read is kept, reading pauses, and it is tried again"
        .formatted(reason(failure));
  }

  static String ofBroker(Exception failure) {
    return "the broker cannot be read from (%s); it is tried again".formatted(reason(failure));
  }

  static String ofTopic(String topic) {
    return "waits for the topic %s, which does not exist yet; the stream app creates it"
        .formatted(topic);
  }

  private static String reason(Throwable failure) {
    String own = Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getName());
    Throwable cause = failure.getCause();
    // Kafka's own words for a client that cannot even be made say nothing without their cause.
    return cause != null && own.startsWith("Failed to construct") ? reason(cause) : own;
  }
}
