package io.headwater.streams.runtime;

import org.jspecify.annotations.Nullable;

/** Kafka has answered, and the answer is no: waiting would not change it. */
final class KafkaRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KafkaRefusal(String what, @Nullable Throwable cause) {
    super(what + ": " + (cause == null ? "refused" : cause.getMessage()), cause);
  }
}
