package io.headwater.model.json;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Bytes that should be a record of one of our topics, and are not. */
public final class ContractViolation extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  public ContractViolation(String message) {
    this(message, null);
  }

  public ContractViolation(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
