package io.headwater.bench.rig;

import io.headwater.model.settings.TopicSettings;
import java.util.Map;

/** What the topics are called, as settings of a process. */
final class TopicArguments {

  private TopicArguments() {}

  static Map<String, String> of(TopicSettings topics) {
    return Map.of(
        "headwater.topics.events", topics.events(),
        "headwater.topics.enriched", topics.enriched(),
        "headwater.topics.aggregates", topics.aggregates(),
        "headwater.topics.anomalies", topics.anomalies(),
        "headwater.topics.alerts", topics.alerts(),
        "headwater.topics.rejected", topics.rejected(),
        "headwater.topics.undelivered", topics.undelivered());
  }
}
