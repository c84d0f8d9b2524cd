package io.headwater.quickstart.rules;

import io.headwater.model.EnrichedEvent;

/**
 * An event, and when its device sent it.
 *
 * @param sentAt the timestamp of its record, in milliseconds since the epoch
 */
record RecordedEvent(EnrichedEvent event, long sentAt) {

  /** In microseconds since the epoch. */
  long time() {
    return event.event().eventTime();
  }
}
