package io.headwater.streams.window;

import io.headwater.model.CloseReason;
import io.headwater.streams.time.Activity;

/** Alternatives as bytes: written down, so that the order of a declaration means nothing. */
final class Codes {

  private static final byte USUAL = 0;
  private static final byte IDLE = 1;

  private Codes() {}

  static byte of(CloseReason reason) {
    return reason == CloseReason.IDLE ? IDLE : USUAL;
  }

  static CloseReason closeReason(byte code) {
    return code == IDLE ? CloseReason.IDLE : CloseReason.WATERMARK;
  }

  static byte of(Activity activity) {
    return activity == Activity.IDLE ? IDLE : USUAL;
  }

  static Activity activity(byte code) {
    return code == IDLE ? Activity.IDLE : Activity.ACTIVE;
  }
}
