package io.headwater.quickstart.doctor.check;

/**
 * One thing a check has seen.
 *
 * @param what was seen, for people, without a secret as far as the check knows
 * @param cure what to do about it; empty when there is nothing to do
 */
public record Finding(Level level, String what, String cure) {

  public Finding {
    boolean wantsCure = level == Level.WARN || level == Level.FAIL;
    if (wantsCure == cure.isEmpty()) {
      throw new IllegalArgumentException(
          "a warning or failure has a cure, and nothing else has: " + what);
    }
  }

  /** It is as it should be. */
  public static Finding ok(String what) {
    return new Finding(Level.OK, what, "");
  }

  /** It will run, but somebody should know. */
  public static Finding warn(String what, String cure) {
    return new Finding(Level.WARN, what, cure);
  }

  /** It will not run, or will lose something. */
  public static Finding fail(String what, String cure) {
    return new Finding(Level.FAIL, what, cure);
  }

  /** It was not looked at. */
  public static Finding skipped(String why) {
    return new Finding(Level.SKIPPED, why, "");
  }
}
