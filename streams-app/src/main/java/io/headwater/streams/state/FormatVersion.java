package io.headwater.streams.state;

/** State and internal topics outlive a version of the app: each record begins with its format. */
public final class FormatVersion {

  private FormatVersion() {}

  /**
   * Refuses what this version cannot read.
   *
   * @param what is read, in the plural
   * @throws IllegalStateException says what to do
   */
  public static void require(byte known, byte found, String what) {
    if (found != known) {
      throw new IllegalStateException(
          "The stored %s have format %d, but this version of Headwater knows only %d: run the version that wrote them, or reset the application."
              .formatted(what, found, known));
    }
  }
}
