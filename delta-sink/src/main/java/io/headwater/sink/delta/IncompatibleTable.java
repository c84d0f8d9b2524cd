package io.headwater.sink.delta;

import java.io.Serial;

/**
 * A table exists that this sink cannot write without breaking it. The message is one sentence for
 * people, with the table, what differs and what to do; trying again does not help.
 */
public final class IncompatibleTable extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  IncompatibleTable(String message) {
    super(message);
  }

  IncompatibleTable(String message, Throwable cause) {
    super(message, cause);
  }
}
