package io.headwater.quickstart.broker;

import io.headwater.quickstart.cli.CommandFailure;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The broker could not be started; the message says why and what to do, in words for its user. */
public final class BrokerException extends CommandFailure {

  @Serial private static final long serialVersionUID = 1;

  BrokerException(String message) {
    this(message, null);
  }

  BrokerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
