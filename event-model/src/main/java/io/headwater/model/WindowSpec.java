package io.headwater.model;

import java.time.Duration;

/**
 * The shape of a window, aligned to the epoch in UTC; {@code [start, end)}.
 *
 * <p>A session is not aligned: it starts at its first event and ends {@code gap} after its last.
 */
public sealed interface WindowSpec {

  /** The value of {@code window_type}. */
  String name();

  /** Windows side by side: each event is in one. */
  record Tumbling(String name, Duration size) implements WindowSpec {
    public Tumbling {
      requirePositive("size", size);
    }
  }

  /**
   * Windows of {@code size} every {@code slide} (also called hopping): each event is in {@code size
   * / slide} of them.
   */
  record Sliding(String name, Duration size, Duration slide) implements WindowSpec {
    public Sliding {
      requirePositive("size", size);
      requirePositive("slide", slide);
      if (size.toNanos() % slide.toNanos() != 0) {
        throw new IllegalArgumentException(
            "size must be a whole multiple of slide, but " + size + " is not one of " + slide);
      }
    }
  }

  /** Windows of activity, closed by {@code gap} without an event. */
  record Session(String name, Duration gap) implements WindowSpec {
    public Session {
      requirePositive("gap", gap);
    }
  }

  private static void requirePositive(String what, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(what + " must be positive, but is " + duration);
    }
  }
}
