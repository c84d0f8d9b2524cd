package io.headwater.sink.worker;

import java.io.Serial;

/**
 * A table's worker cannot go on without losing or doubling something, so it ends. The message is
 * for people: what happened, where, and what to do.
 */
final class TableStopped extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  TableStopped(String message) {
    super(message);
  }

  TableStopped(String message, Throwable cause) {
    super(message, cause);
  }
}
