package io.headwater.quickstart.rules;

import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.time.Watermark;
import java.time.Duration;

/**
 * How time went on in the stream when the events of a lane came in: with each event, and with the
 * wall clock when none had come for the idle timeout. Not for several threads.
 */
final class LaneTime {

  private final Duration idleTimeout;
  private final Watermark watermark;

  /** From when on time goes on without events, in milliseconds. */
  private long idleFrom = Long.MAX_VALUE;

  LaneTime(TimeSettings settings) {
    this.idleTimeout = settings.idleTimeout();
    this.watermark = new Watermark(settings.watermarkDelay(), Watermark.NONE);
  }

  /** In microseconds since the epoch, or {@link Watermark#NONE} before the first event. */
  long watermark() {
    return watermark.current();
  }

  /**
   * No event has come until then.
   *
   * @param millis since the epoch, by the wall clock
   */
  void waitUntil(long millis) {
    if (millis > idleFrom) {
      watermark.moveOn(Duration.ofMillis(millis - idleFrom));
      idleFrom = millis;
    }
  }

  /**
   * An event has come.
   *
   * @param at when, in milliseconds since the epoch
   */
  void read(RecordedEvent event, long at) {
    watermark.observe(event.time(), event.sentAt(), at);
    long until = at + idleTimeout.toMillis();
    idleFrom = idleFrom == Long.MAX_VALUE ? until : Math.max(idleFrom, until);
  }
}
