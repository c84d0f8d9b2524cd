package io.headwater.sink.parquet;

import java.io.IOException;
import java.io.Serial;

/**
 * A data file that Headwater did not write, or not in a way this version knows, or that is not what
 * the table's log says: writing its rows again could lose something of them, so it is left alone.
 * Trying again does not help. The message is for people.
 */
public final class ForeignFile extends IOException {

  @Serial private static final long serialVersionUID = 1;

  private final String path;

  ForeignFile(String path, String reason) {
    super("Data file " + path + " " + reason);
    this.path = path;
  }

  /** As the Delta log has it. */
  public String path() {
    return path;
  }
}
