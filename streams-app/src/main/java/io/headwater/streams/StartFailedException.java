package io.headwater.streams;

/** The app could not be started; the message says why, in one sentence for people. */
public final class StartFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
