package io.headwater.streams;

import java.util.ArrayList;
import java.util.List;

/**
 * One of several applications on one broker: with an id, and with output topics of its own.
 *
 * @param name its id, and what the names of its output topics begin with
 * @param input the topic it reads, which it may share with others
 */
record Tenant(String name, String input) {

  /** What the names of its output topics begin with. */
  String prefix() {
    return name + "-";
  }

  /** The settings that make a stream this application. */
  String[] settings(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--headwater.streams.application-id=" + name,
                "--headwater.topics.events=" + input,
                "--headwater.topics.enriched=" + prefix() + "sensor-events-enriched",
                "--headwater.topics.aggregates=" + prefix() + "sensor-aggregates",
                "--headwater.topics.anomalies=" + prefix() + "sensor-anomalies",
                "--headwater.topics.alerts=" + prefix() + "sensor-alerts",
                "--headwater.topics.rejected=" + prefix() + "sensor-events-rejected"));
    settings.addAll(List.of(more));
    return settings.toArray(String[]::new);
  }
}
