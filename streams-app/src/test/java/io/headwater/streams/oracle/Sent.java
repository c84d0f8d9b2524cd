package io.headwater.streams.oracle;

import io.headwater.model.WindowAggregate;

/** A closed window, and where the watermark stood when it was sent. */
record Sent(WindowAggregate window, long watermark) {

  boolean beforeItsTime() {
    return watermark < window.windowEnd();
  }
}
