package io.headwater.streams;

import io.headwater.model.json.AlertJson;
import io.headwater.model.json.AnomalyJson;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.JsonCodec;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.model.settings.TopicSettings;
import io.headwater.streams.alert.AlertMessages;
import io.headwater.streams.alert.AlertProcessor;
import io.headwater.streams.alert.StormProcessor;
import io.headwater.streams.anomaly.DetectProcessor;
import io.headwater.streams.anomaly.RulesTopic;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.enrich.ReferenceJoin;
import io.headwater.streams.ingest.IngestProcessor;
import io.headwater.streams.ingest.RecordTimestamps;
import io.headwater.streams.time.GatherProcessor;
import io.headwater.streams.time.PartitionProgress;
import io.headwater.streams.time.SpreadProcessor;
import io.headwater.streams.time.WatermarkProcessor;
import io.headwater.streams.window.LocationMessages;
import io.headwater.streams.window.LocationProcessor;
import io.headwater.streams.window.WindowProcessor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * All the wiring of the stream, in the order in which the data walks through it.
 *
 * <p>Keys and values come in as bytes, so that no deserializer can throw. Between the stages the
 * key is the sensor id, in UTF-8. Every name is part of the stored state: a changed name is a
 * migration.
 */
public final class SensorTopology {

  private static final ByteArrayDeserializer IN = new ByteArrayDeserializer();
  private static final ByteArraySerializer KEY = new ByteArraySerializer();

  /** Between the time of input partitions and that of sensors; the application id comes first. */
  private static final String BY_SENSOR = "events-by-sensor-repartition";

  /** Between windows by sensor and windows by location. */
  private static final String LOCATIONS = "location-partials-repartition";

  /** Between alerts by sensor and storms by location. */
  private static final String ALERTS = "alerts-by-location-repartition";

  private SensorTopology() {}

  /**
   * The stream from the input topic to the output topics. Each topology is for one {@code
   * KafkaStreams}: its tasks share the cache of references, and the rules.
   *
   * @param progress what the broker last confirmed; asked from the stream threads
   * @param metrics where the stages count
   */
  public static Topology build(
      StreamsSettings settings, PartitionProgress progress, MeterRegistry metrics) {
    TopicSettings topics = settings.topics();
    RecordTimestamps timestamps = new RecordTimestamps(InstantSource.system());
    ReferenceJoin references = new ReferenceJoin("reference", metrics);
    RulesTopic rules = new RulesTopic("rules", metrics);
    var ingest =
        IngestProcessor.supplier(
            settings,
            metrics,
            "ingest-before-commit",
            new IngestProcessor.Ways("watermark", "rejected"));
    var watermark =
        WatermarkProcessor.supplier(
            settings,
            progress,
            metrics,
            new WatermarkProcessor.StoreNames("watermarks", "watermarks-before-commit"));
    var detect =
        DetectProcessor.supplier(
            settings,
            rules,
            references.mutes(),
            metrics,
            new DetectProcessor.StoreNames("detection", "detection-before-commit"),
            new DetectProcessor.Ways("anomalies", "enriched", "window", "alert"));
    var alert =
        AlertProcessor.supplier(
            settings,
            references.mutes(),
            metrics,
            new AlertProcessor.StoreNames("alert-episodes", "alert-before-commit"));
    var storm =
        StormProcessor.supplier(
            settings,
            metrics,
            new StormProcessor.StoreNames("alert-storms", "storms-before-commit"));
    var window =
        WindowProcessor.supplier(
            settings,
            metrics,
            new WindowProcessor.StoreNames("panes", "sessions", "window-before-commit"),
            new WindowProcessor.Ways("aggregates", "location-partials"));
    var location =
        LocationProcessor.supplier(
            settings,
            progress,
            metrics,
            new LocationProcessor.StoreNames("location-windows", "location-before-commit"));

    RepartitionedTopology topology = new RepartitionedTopology();
    topology
        .addRepartitionTopic(LOCATIONS)
        .addRepartitionTopic(ALERTS)
        .addSource(AutoOffsetReset.earliest(), "events", timestamps, IN, IN, topics.events())
        .addProcessor("ingest", ingest, "events")
        .addProcessor("watermark", watermark, "ingest");
    String timed =
        settings.kafka().inputKeying() == InputKeying.BY_SENSOR
            ? "watermark"
            : gatherSensors(topology, settings, timestamps, progress, metrics);
    topology
        .addProcessor("enrich", references.lookups(), timed)
        .addProcessor("detect", detect, "enrich");
    if (settings.streams().emitEnriched()) {
      topology.addSink("enriched", topics.enriched(), KEY, json(new EnrichedEventJson()), "detect");
    }
    return topology
        .addProcessor("window", window, "detect")
        .addProcessor("alert", alert, "detect")
        .addSink("rejected", topics.rejected(), KEY, json(new RejectedEventJson()), "ingest")
        .addSink("anomalies", topics.anomalies(), KEY, json(new AnomalyJson()), "detect")
        .addSink("aggregates", topics.aggregates(), KEY, json(new WindowAggregateJson()), "window")
        .addSink(
            "location-partials",
            LOCATIONS,
            KEY,
            LocationMessages.serializer(),
            LocationMessages.partitioner(),
            "window")
        .addSink("alerts-by-location", ALERTS, KEY, AlertMessages.serializer(), "alert")
        .addSource(AutoOffsetReset.earliest(), "location-messages", timestamps, IN, IN, LOCATIONS)
        .addProcessor("location", location, "location-messages")
        .addSink(
            "location-aggregates",
            topics.aggregates(),
            KEY,
            json(new WindowAggregateJson()),
            "location")
        .addSource(AutoOffsetReset.earliest(), "alert-changes", timestamps, IN, IN, ALERTS)
        .addProcessor("storm", storm, "alert-changes")
        .addSink("alerts", topics.alerts(), KEY, json(new AlertJson()), "storm")
        .addGlobalStore(
            references.store(),
            "reference-records",
            IN,
            IN,
            topics.reference(),
            "reference-update",
            references.updates())
        .addGlobalStore(
            rules.store(), "rule-records", IN, IN, topics.rules(), "rules-update", rules.updates());
  }

  /** Brings the events of each sensor together, from whatever partition; the name of that stage. */
  private static String gatherSensors(
      RepartitionedTopology topology,
      StreamsSettings settings,
      RecordTimestamps timestamps,
      PartitionProgress progress,
      MeterRegistry metrics) {
    var spread = SpreadProcessor.supplier(settings.windows());
    var gather =
        GatherProcessor.supplier(
            settings,
            progress,
            metrics,
            new GatherProcessor.StoreNames(
                "upstream-watermarks", "upstream-watermarks-before-commit"));
    topology
        .addRepartitionTopic(BY_SENSOR)
        .addProcessor("spread", spread, "watermark")
        .addSink("spread-events", BY_SENSOR, KEY, KEY, SpreadProcessor.partitioner(), "spread")
        .addSource(AutoOffsetReset.earliest(), "events-by-sensor", timestamps, IN, IN, BY_SENSOR)
        .addProcessor("gather", gather, "events-by-sensor");
    return "gather";
  }

  private static <T> Serializer<T> json(JsonCodec<T> codec) {
    return (topic, record) -> codec.encode(record);
  }
}
