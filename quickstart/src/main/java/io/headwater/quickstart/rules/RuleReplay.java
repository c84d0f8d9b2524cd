package io.headwater.quickstart.rules;

import io.headwater.model.EnrichedEvent;
import io.headwater.streams.anomaly.Detection;
import io.headwater.streams.anomaly.RuleBook;
import java.util.HashMap;
import java.util.Map;

/** The stream's own detection over recorded events, a lane as a task of the stream. */
final class RuleReplay {

  private final RuleBook rules;
  private final ReplayOrder order;
  private final FireTally fires;
  private final Map<String, Detection> lanes = new HashMap<>();

  RuleReplay(RuleBook rules, ReplayOrder order, FireTally fires) {
    this.rules = rules;
    this.order = order;
    this.fires = fires;
  }

  void accept(EnrichedEvent event) {
    lanes
        .computeIfAbsent(order.lane(event.origin()), lane -> Detection.inMemory(rules))
        .check(event)
        .forEach(fires::add);
  }
}
