package io.headwater.model.settings;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.topics}: what the topics are called, and whether missing ones are created.
 *
 * @param create whether the stream app creates missing topics; default: yes with the profile {@code
 *     kafka}, no with {@code event-hubs}
 * @param partitions of each topic that is created, default 4; an existing topic keeps its own
 * @param replicationFactor of each topic that is created; -1, the default, leaves it to the broker
 */
public record TopicSettings(
    @NotBlank String events,
    @NotBlank String reference,
    @NotBlank String rules,
    @NotBlank String enriched,
    @NotBlank String aggregates,
    @NotBlank String anomalies,
    @NotBlank String alerts,
    @NotBlank String rejected,
    @NotBlank String undelivered,
    @Nullable Boolean create,
    @Min(1) Integer partitions,
    @Min(-1) Short replicationFactor) {

  public TopicSettings(
      @Nullable String events,
      @Nullable String reference,
      @Nullable String rules,
      @Nullable String enriched,
      @Nullable String aggregates,
      @Nullable String anomalies,
      @Nullable String alerts,
      @Nullable String rejected,
      @Nullable String undelivered,
      @Nullable Boolean create,
      @Nullable Integer partitions,
      @Nullable Short replicationFactor) {
    this.events = events == null ? "sensor-events" : events;
    this.reference = reference == null ? "sensor-reference" : reference;
    this.rules = rules == null ? "detection-rules" : rules;
    this.enriched = enriched == null ? "sensor-events-enriched" : enriched;
    this.aggregates = aggregates == null ? "sensor-aggregates" : aggregates;
    this.anomalies = anomalies == null ? "sensor-anomalies" : anomalies;
    this.alerts = alerts == null ? "sensor-alerts" : alerts;
    this.rejected = rejected == null ? "sensor-events-rejected" : rejected;
    this.undelivered = undelivered == null ? "sensor-alerts-undelivered" : undelivered;
    this.create = create;
    this.partitions = partitions == null ? 4 : partitions;
    this.replicationFactor = replicationFactor == null ? -1 : replicationFactor;
  }

  /** The defaults. */
  public static TopicSettings defaults() {
    return new TopicSettings(
        null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** The topics the stream writes, in the order in which a reader meets them. */
  public List<String> outputs() {
    return List.of(enriched, aggregates, anomalies, alerts, rejected);
  }
}
