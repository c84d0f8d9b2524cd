package io.headwater.quickstart.replay;

import io.headwater.quickstart.cli.CommandFailure;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A recorded series can't be read; the message names file and line, in words for its user. */
public final class SeriesException extends CommandFailure {

  @Serial private static final long serialVersionUID = 1;

  SeriesException(String message) {
    this(message, null);
  }

  SeriesException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
