package io.headwater.streams.time;

import io.headwater.model.CloseReason;
import io.headwater.model.EnrichedEvent;

/**
 * An event on its way, as far as the stages before have enriched it.
 *
 * <p>The watermarks include the event itself: they trail what they saw, so an event never moves one
 * up to the end of a window it belongs to, and the verdict is the same before and after it.
 *
 * @param judgedBy the watermark the event is judged by: it misses each window whose end this has
 *     reached. Never behind {@code watermark}
 * @param watermark of the stage, which closes windows. The same, but where a stage reads several
 *     input partitions and waits for the slowest
 */
public record TimedEvent(EnrichedEvent event, long judgedBy, long watermark) implements Timed {

  @Override
  public Activity activity() {
    return Activity.ACTIVE;
  }

  @Override
  public CloseReason closeReason() {
    return CloseReason.WATERMARK;
  }

  /** The same moment, with the event as one more stage has enriched it. */
  public TimedEvent with(EnrichedEvent enriched) {
    return new TimedEvent(enriched, judgedBy, watermark);
  }
}
