package io.headwater.quickstart.cli;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A command can't go on for a reason its user can do something about. The message is for that user:
 * what happened, where, what to do. It is all that is printed, and the exit code is 1.
 */
public class CommandFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public CommandFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
