package io.headwater.streams.time;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;

/**
 * An event on its way, as far as the stages before have enriched it.
 *
 * <p>One watermark is enough to judge it by, although an event may move the watermark itself: the
 * watermark trails what it saw, so an event never moves it up to the end of a window it belongs to.
 * Whether {@code watermark} has reached that end says the same before and after the event.
 *
 * @param watermark of the event's input partition, the event included
 */
public record TimedEvent(EnrichedEvent event, long watermark) implements Timed {

  @Override
  public CloseReason closeReason() {
    return CloseReason.WATERMARK;
  }

  /** The same moment, with the event as one more stage has enriched it. */
  public TimedEvent with(EnrichedEvent enriched) {
    return new TimedEvent(enriched, watermark);
  }
}
