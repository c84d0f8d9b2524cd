package io.headwater.quickstart.rules;

import io.headwater.streams.anomaly.Detection;
import io.headwater.streams.anomaly.RuleBook;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stream's own detection over recorded events, a lane as a task of the stream. */
final class RuleReplay {

  /** In microseconds: time that goes on in longer steps counts as an outage. */
  private static final long STEP = 60_000_000;

  private final RuleBook rules;
  private final ReplayOrder order;
  private final TimeSettings time;
  private final FireTally fires;
  private final Map<String, Lane> lanes = new HashMap<>();

  RuleReplay(RuleBook rules, ReplayOrder order, TimeSettings time, FireTally fires) {
    this.rules = rules;
    this.order = order;
    this.time = time;
    this.fires = fires;
  }

  void accept(RecordedEvent event) {
    lanes.computeIfAbsent(order.lane(event.event().origin()), lane -> new Lane()).accept(event);
  }

  /**
   * There are no more events.
   *
   * @param until when the last could have come, in milliseconds since the epoch
   * @param watermark how far time need not go on any more, in microseconds
   */
  void finish(long until, long watermark) {
    lanes.values().forEach(lane -> lane.finish(until, watermark));
  }

  private final class Lane {
    private final Detection detection =
        Detection.inMemory(rules, time.watermarkDelay(), fires::add);
    private final LaneTime laneTime = new LaneTime(time);
    private long reached = Timed.NO_WATERMARK;

    /** When the last event came, in milliseconds since the epoch. */
    private long came = Long.MIN_VALUE;

    /** The newest event: the next one says when it came. */
    private @Nullable RecordedEvent held;

    void accept(RecordedEvent event) {
      if (held != null) {
        take(held, order.cameAt(held, event, came));
      }
      held = event;
    }

    void finish(long until, long watermark) {
      if (held != null) {
        take(held, Math.min(order.cameAt(held), until));
        held = null;
      }
      laneTime.waitUntil(until);
      goOn(Math.min(laneTime.watermark(), watermark));
    }

    private void take(RecordedEvent event, long cameAt) {
      came = Math.max(came, cameAt);
      laneTime.waitUntil(cameAt);
      goOn(laneTime.watermark());
      laneTime.read(event, cameAt);
      reached = laneTime.watermark();
      detection.check(new TimedEvent(event.event(), reached, reached)).forEach(fires::add);
      detection.goOn(reached, Integer.MAX_VALUE);
    }

    private void goOn(long watermark) {
      while (reached < watermark) {
        reached = Math.min(reached + STEP, watermark);
        detection.goOn(reached, Integer.MAX_VALUE);
      }
    }
  }
}
