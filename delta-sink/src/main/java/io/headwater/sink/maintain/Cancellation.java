package io.headwater.sink.maintain;

import java.util.concurrent.CancellationException;

/** Asked by long work, again and again, whether it is still wanted. */
@FunctionalInterface
public interface Cancellation {

  /**
   * Returns when the work is to go on.
   *
   * @throws CancellationException when it is not
   */
  void check();

  /** Work that is never called off. */
  static Cancellation never() {
    return () -> {};
  }
}
