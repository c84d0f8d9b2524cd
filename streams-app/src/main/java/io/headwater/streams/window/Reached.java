package io.headwater.streams.window;

import io.headwater.model.CloseReason;
import io.headwater.streams.time.Timed;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far the watermark got, and what moved it there: closing may lag behind, and a window says
 * what moved the watermark to its end, not what happened to be going on when it was sent.
 */
final class Reached {

  private final Deque<Step> steps = new ArrayDeque<>();

  /** Up to this watermark, and beyond the step before, that was the reason. */
  private record Step(long watermark, CloseReason reason) {}

  /** The watermark stands here now; one that is not ahead says nothing new. */
  void upTo(long watermark, CloseReason reason) {
    if (watermark <= highest()) {
      return;
    }
    if (!steps.isEmpty() && steps.getLast().reason == reason) {
      steps.removeLast();
    }
    steps.addLast(new Step(watermark, reason));
  }

  /** Where the watermark stands. */
  long highest() {
    return steps.isEmpty() ? Timed.NO_WATERMARK : steps.getLast().watermark;
  }

  /** What moved the watermark to {@code end}, which it must have reached. */
  CloseReason reasonFor(long end) {
    for (Step step : steps) {
      if (step.watermark >= end) {
        return step.reason;
      }
    }
    throw new IllegalStateException("the watermark has not reached the end of that window");
  }

  /** Nobody will ask for anything that ends at {@code time} or before. */
  void forget(long time) {
    while (steps.size() > 1 && steps.getFirst().watermark <= time) {
      steps.removeFirst();
    }
  }

  int bytes() {
    return Integer.BYTES + steps.size() * (Long.BYTES + Byte.BYTES);
  }

  void write(ByteBuffer out) {
    out.putInt(steps.size());
    for (Step step : steps) {
      out.putLong(step.watermark).put(Codes.of(step.reason));
    }
  }

  static Reached read(ByteBuffer in) {
    Reached reached = new Reached();
    for (int count = in.getInt(); count > 0; count--) {
      reached.steps.addLast(new Step(in.getLong(), Codes.closeReason(in.get())));
    }
    return reached;
  }
}
