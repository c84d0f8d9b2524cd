package io.headwater.streams.delivery;

/** An alert that was given up could not be written to the undelivered topic. */
final class NotFiledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotFiledException(Throwable cause) {
    super("an undelivered alert could not be written: " + cause.getMessage(), cause);
  }
}
