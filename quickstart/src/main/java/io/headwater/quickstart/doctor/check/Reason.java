package io.headwater.quickstart.doctor.check;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Why something failed, in the words of whoever knew it first. */
public final class Reason {

  private Reason() {}

  /**
   * The message, or where there is none the kind, of what was thrown inside a future's exception.
   */
  public static String of(Throwable failure) {
    Throwable cause = unwrapped(failure);
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\.$", "");
  }

  /** What was thrown inside a future's exception. */
  public static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
