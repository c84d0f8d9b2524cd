package io.headwater.quickstart.simulate;

import io.headwater.quickstart.cli.CommandFailure;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A simulation could not go on; the message says why and what to do, in words for its user. */
public final class SimulationException extends CommandFailure {

  @Serial private static final long serialVersionUID = 1;

  SimulationException(String message) {
    this(message, null);
  }

  SimulationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
