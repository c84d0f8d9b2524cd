package io.headwater.quickstart.doctor.check;

/** How good or bad it is, from the best to the worst. */
public enum Level {
  OK,
  /** Not looked at, because something it rests on is missing or failed. */
  SKIPPED,
  /** It will run, but somebody should know. */
  WARN,
  /** It will not run, or will lose something. */
  FAIL
}
