package io.headwater.streams.window;

import io.headwater.model.EnrichedEvent;

/**
 * A session of a sensor, as far as its events have come.
 *
 * @param group of its last event
 */
record Session(Totals totals, Group group) {

  /** Of one event. */
  static Session of(EnrichedEvent enriched) {
    return new Session(Totals.EMPTY, Group.of(enriched.event())).plus(enriched);
  }

  long start() {
    return totals.firstEventTime();
  }

  /** Its end, should no more events come. */
  long end(long gap) {
    return totals.lastEventTime() + gap;
  }

  /** Whether an event at that time would be nearer than the gap to one of the session's. */
  boolean takes(long eventTime, long gap) {
    return eventTime < end(gap) && start() < eventTime + gap;
  }

  /** With one event more; of two at the same time the one that was read later is the last. */
  Session plus(EnrichedEvent enriched) {
    var event = enriched.event();
    Totals more = totals.plus(event.eventTime(), event.value(), enriched.anomalies().size());
    boolean last = event.eventTime() >= totals.lastEventTime();
    return new Session(more, last && !group.isOf(event) ? Group.of(event) : group);
  }

  /** This and a later one, which an event has bridged. */
  Session merge(Session later) {
    return new Session(totals.merge(later.totals), later.group);
  }
}
