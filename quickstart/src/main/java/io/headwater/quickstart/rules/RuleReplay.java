package io.headwater.quickstart.rules;

import io.headwater.model.EnrichedEvent;
import io.headwater.streams.anomaly.Detection;
import io.headwater.streams.anomaly.RuleBook;
import io.headwater.streams.time.Timed;
import io.headwater.streams.time.TimedEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The stream's own detection over recorded events, a lane as a task of the stream. */
final class RuleReplay {

  private final RuleBook rules;
  private final ReplayOrder order;
  private final Duration watermarkDelay;
  private final FireTally fires;
  private final Map<String, Lane> lanes = new HashMap<>();

  RuleReplay(RuleBook rules, ReplayOrder order, Duration watermarkDelay, FireTally fires) {
    this.rules = rules;
    this.order = order;
    this.watermarkDelay = watermarkDelay;
    this.fires = fires;
  }

  void accept(EnrichedEvent event) {
    lanes.computeIfAbsent(order.lane(event.origin()), lane -> new Lane()).accept(event);
  }

  /** Its time goes on with its events, and with nothing else. */
  private final class Lane {
    private final Detection detection = Detection.inMemory(rules, watermarkDelay, fires::add);
    private final long delay = TimeUnit.MICROSECONDS.convert(watermarkDelay);
    private long watermark = Timed.NO_WATERMARK;

    void accept(EnrichedEvent event) {
      watermark = Math.max(watermark, event.event().eventTime() - delay);
      detection.check(new TimedEvent(event, watermark, watermark)).forEach(fires::add);
      detection.goOn(watermark, Integer.MAX_VALUE);
    }
  }
}
