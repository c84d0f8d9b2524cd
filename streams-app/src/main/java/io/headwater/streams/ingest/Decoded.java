package io.headwater.streams.ingest;

import io.headwater.model.RejectReason;
import io.headwater.model.SensorEvent;

/** What a record turned out to be. */
sealed interface Decoded {

  /** A reading that keeps every rule. */
  record Accepted(SensorEvent event) implements Decoded {}

  /**
   * Not one.
   *
   * @param message one sentence for whoever sent it, bounded in length
   */
  record Rejected(RejectReason reason, String message) implements Decoded {}
}
