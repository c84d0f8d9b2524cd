package io.headwater.model.json.plain;

/**
 * Whether to look for a plain object once more. Where one object after the other is none, looking
 * costs something and gains nothing, and so it is done more and more rarely; the first plain object
 * that is found ends that.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Shortcut {

  /** So many are passed by at most before the next is looked at. */
  static final int MOST_PASSED_BY = 63;

  private boolean missed;
  private int pause;
  private int left;

  /** Whether the next object should be looked at. */
  public boolean isWorthATry() {
    if (left == 0) {
      return true;
    }
    left--;
    return false;
  }

  /** The object that was looked at was plain. */
  public void found() {
    missed = false;
    pause = 0;
  }

  /** It was not. One between plain ones changes nothing. */
  public void missed() {
    if (missed) {
      pause = Math.min(2 * pause + 1, MOST_PASSED_BY);
      left = pause;
    }
    missed = true;
  }
}
