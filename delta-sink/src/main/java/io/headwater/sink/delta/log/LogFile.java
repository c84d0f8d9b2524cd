package io.headwater.sink.delta.log;

/**
 * A file in {@code _delta_log}.
 *
 * @param name without its folder
 * @param modifiedMillis when it was last modified by its storage's clock, since the epoch
 */
public record LogFile(String name, long sizeBytes, long modifiedMillis) {

  /** What kind of file it is. */
  public LogName kind() {
    return LogName.of(name);
  }
}
