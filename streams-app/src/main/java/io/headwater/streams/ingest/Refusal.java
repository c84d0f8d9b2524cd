package io.headwater.streams.ingest;

import io.headwater.model.RejectReason;
import io.headwater.streams.ingest.Decoded.Rejected;
import java.io.Serial;

/**
 * Leaves the decoding of a payload at the first rule it breaks; never leaves {@link EventDecoder}.
 * It carries no stack trace, because a flood of bad payloads must not cost more than good ones.
 */
final class Refusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final RejectReason reason;
  private final String sentence;

  Refusal(RejectReason reason, String sentence) {
    super(sentence, null, false, false);
    this.reason = reason;
    this.sentence = sentence;
  }

  Rejected rejected() {
    return new Rejected(reason, sentence);
  }
}
