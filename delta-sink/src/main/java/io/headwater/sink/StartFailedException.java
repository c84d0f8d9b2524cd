package io.headwater.sink;

import java.io.Serial;

/** The sink could not be started; the message says why, in one sentence for people. */
public final class StartFailedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  StartFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
