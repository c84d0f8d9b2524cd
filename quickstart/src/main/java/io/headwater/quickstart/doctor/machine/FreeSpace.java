package io.headwater.quickstart.doctor.machine;

import io.headwater.quickstart.doctor.check.Finding;

/** How much room a disk must have. */
public final class FreeSpace {

  private static final long MIB = 1 << 20;
  private static final long SCARCE = 2048 * MIB;
  private static final long NONE = 128 * MIB;

  private FreeSpace() {}

  /**
   * Judges it.
   *
   * @param seen what else was seen, which was good
   * @param free in bytes
   * @param setting that names the folder
   */
  public static Finding judge(String seen, long free, String setting) {
    String all = "%s, %d MiB free".formatted(seen, free / MIB);
    String cure = "make room, or choose a folder on another disk with " + setting;
    if (free < NONE) {
      return Finding.fail(all, cure);
    }
    return free < SCARCE ? Finding.warn(all, cure) : Finding.ok(all);
  }
}
