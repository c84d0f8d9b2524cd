package io.headwater.sink.config;

import static io.headwater.sink.config.Column.dateOf;
import static io.headwater.sink.config.Column.optional;
import static io.headwater.sink.config.Column.required;
import static io.headwater.sink.config.ColumnType.BOOLEAN;
import static io.headwater.sink.config.ColumnType.DOUBLE;
import static io.headwater.sink.config.ColumnType.HEADER_LIST;
import static io.headwater.sink.config.ColumnType.INT;
import static io.headwater.sink.config.ColumnType.LONG;
import static io.headwater.sink.config.ColumnType.STRING;
import static io.headwater.sink.config.ColumnType.STRING_LIST;
import static io.headwater.sink.config.ColumnType.TIMESTAMP;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.ColumnSource.Lineage;
import java.util.List;
import java.util.stream.Stream;

/** The tables Headwater writes, column by column. */
public final class TableCatalog {

  public static final String EVENTS = "events";
  public static final String AGGREGATES = "aggregates";
  public static final String ANOMALIES = "anomalies";
  public static final String ALERTS = "alerts";
  public static final String REJECTED_EVENTS = "rejected_events";

  /** The partition of the record a row was read from. */
  public static final String KAFKA_PARTITION = "kafka_partition";

  /** The offset of the record a row was read from. */
  public static final String KAFKA_OFFSET = "kafka_offset";

  private TableCatalog() {}

  /** All tables, in the order in which a reader meets them. */
  public static List<TableDefinition> of(TopicSettings topics) {
    return List.of(
        events(topics.enriched()),
        aggregates(topics.aggregates()),
        anomalies(topics.anomalies()),
        alerts(topics.alerts()),
        rejectedEvents(topics.rejected()));
  }

  private static TableDefinition events(String topic) {
    return new TableDefinition(
        EVENTS,
        topic,
        columns(
            Stream.of(
                required("sensor_id", STRING, "the sensor"),
                required("device_type", STRING, "what kind of device it is"),
                required("event_time", TIMESTAMP, "when the device took the reading"),
                required("value", DOUBLE, "the reading, in the event's unit"),
                optional("unit", STRING, "unit of value, as the device spelt it"),
                required("location", STRING, "where the device said it is"),
                required("status", STRING, "as the device spelt it"),
                optional("attributes", STRING, "every other field of the payload, as JSON text"),
                optional("site", STRING, "reference data: the site"),
                optional("line", STRING, "reference data: the production line"),
                optional("machine", STRING, "reference data: the machine"),
                optional("display_name", STRING, "reference data: the sensor's name for people"),
                optional("expected_unit", STRING, "reference data: the unit the sensor should use"),
                required("anomalies", STRING_LIST, "ids of the rules the event broke"),
                required("late", BOOLEAN, "the event missed its one-minute window")),
            origin(),
            dateOf("event_time", "event_date")),
        List.of("event_date"),
        List.of("sensor_id", "event_time"));
  }

  private static TableDefinition aggregates(String topic) {
    return new TableDefinition(
        AGGREGATES,
        topic,
        columns(
            Stream.of(
                required("scope", STRING, "what the row is grouped by: sensor or location"),
                required("window_type", STRING, "1m, 5m, 1h or session"),
                optional("sensor_id", STRING, "the sensor; null by location"),
                required("location", STRING, "the location"),
                required("device_type", STRING, "the kind of device"),
                optional("unit", STRING, "unit of the values"),
                required("window_start", TIMESTAMP, "inclusive"),
                required("window_end", TIMESTAMP, "exclusive"),
                required("count", LONG, "events in the window"),
                required("sum", DOUBLE, "sum of their values"),
                required("min", DOUBLE, "least value"),
                required("max", DOUBLE, "greatest value"),
                required("avg", DOUBLE, "arithmetic mean"),
                required("stddev", DOUBLE, "population standard deviation"),
                required("first_event_time", TIMESTAMP, "earliest event"),
                required("last_event_time", TIMESTAMP, "latest event"),
                required("anomaly_count", LONG, "anomalies found in the window's events"),
                required("sensor_count", LONG, "distinct sensors that contributed"),
                required("close_reason", STRING, "what made it final: watermark or idle")),
            Stream.of(),
            dateOf("window_start", "window_date")),
        List.of("window_date", "window_type"),
        List.of("scope", "location", "sensor_id", "window_start"));
  }

  private static TableDefinition anomalies(String topic) {
    return new TableDefinition(
        ANOMALIES,
        topic,
        columns(
            Stream.of(
                required("anomaly_id", STRING, "the same after a replay"),
                required("rule_id", STRING, "the rule that was broken"),
                required("rule_version", INT, "its version; 0 for a default rule"),
                required("kind", STRING, "kind of rule"),
                required("severity", STRING, "low, medium, high or critical"),
                required("sensor_id", STRING, "the sensor"),
                required("device_type", STRING, "what kind of device it is"),
                required("location", STRING, "where the device said it is"),
                required("event_time", TIMESTAMP, "when it happened"),
                optional("value", DOUBLE, "the event's value; null for a silence"),
                optional("unit", STRING, "unit of value and limit"),
                optional("limit", DOUBLE, "the limit that was broken, where the rule has one"),
                optional("expected_low", DOUBLE, "least value an adaptive rule expected"),
                optional("expected_high", DOUBLE, "greatest value an adaptive rule expected"),
                optional("score", DOUBLE, "standard deviations off what was expected"),
                required("message", STRING, "one sentence for an operator")),
            origin(),
            dateOf("event_time", "event_date")),
        List.of("event_date"),
        List.of("sensor_id", "event_time"));
  }

  private static TableDefinition alerts(String topic) {
    return new TableDefinition(
        ALERTS,
        topic,
        columns(
            Stream.of(
                required("alert_id", STRING, "the same for both changes and after a replay"),
                required("scope", STRING, "what the alert is about: sensor or location"),
                required("state", STRING, "opened or resolved"),
                required("opened_at", TIMESTAMP, "the episode's first anomaly"),
                required("changed_at", TIMESTAMP, "event time of this change"),
                required("rule_id", STRING, "the rule that was broken"),
                required("rule_version", INT, "its version; 0 for a default rule"),
                required("kind", STRING, "kind of rule"),
                required("severity", STRING, "low, medium, high or critical"),
                optional("sensor_id", STRING, "the sensor; null by location"),
                required("device_type", STRING, "what kind of device it is"),
                required("location", STRING, "where the device said it is"),
                optional("unit", STRING, "unit of the values"),
                optional("first_value", DOUBLE, "value of the first anomaly"),
                optional("last_value", DOUBLE, "value of the last anomaly"),
                optional("peak_value", DOUBLE, "the value farthest beyond the limit"),
                required("anomaly_count", LONG, "anomalies (by location: alerts) so far"),
                required("sensors", STRING_LIST, "by location the sensors so far, at most 1,000"),
                required("sensor_count", LONG, "sensors so far; 1 by sensor"),
                optional("rolled_up_into", STRING, "the location's alert that stands for this one"),
                required("message", STRING, "one sentence for an operator")),
            Stream.of(),
            dateOf("opened_at", "event_date")),
        List.of("event_date"),
        List.of("location", "sensor_id", "opened_at", "changed_at"));
  }

  private static TableDefinition rejectedEvents(String topic) {
    return new TableDefinition(
        REJECTED_EVENTS,
        topic,
        columns(
            Stream.of(
                required("reason", STRING, "why the record was refused"),
                required("message", STRING, "one sentence: what is wrong and where"),
                optional("payload_base64", STRING, "the original bytes"),
                required("origin_timestamp", TIMESTAMP, "the input record's own timestamp"),
                optional("origin_key_base64", STRING, "the original key"),
                required("headers", HEADER_LIST, "headers of the input record")),
            origin(),
            dateOf("ingested_at", "ingest_date")),
        List.of("ingest_date"),
        List.of("reason", "origin_partition", "origin_offset"));
  }

  private static Stream<Column> origin() {
    return Stream.of(
        required("origin_topic", STRING, "topic of the input record"),
        required("origin_partition", INT, "partition of the input record"),
        required("origin_offset", LONG, "offset of the input record"));
  }

  private static List<Column> columns(
      Stream<Column> fields, Stream<Column> origin, Column partitionDate) {
    Stream<Column> lineage =
        Stream.of(
            lineage(KAFKA_PARTITION, INT, Lineage.PARTITION, "partition of the record read"),
            lineage(KAFKA_OFFSET, LONG, Lineage.OFFSET, "offset of the record read"),
            lineage("kafka_timestamp", TIMESTAMP, Lineage.TIMESTAMP, "timestamp of that record"),
            lineage("ingested_at", TIMESTAMP, Lineage.INGESTED_AT, "when the sink took it in"));
    return Stream.of(fields, origin, lineage, Stream.of(partitionDate))
        .flatMap(part -> part)
        .toList();
  }

  private static Column lineage(String name, ColumnType type, Lineage source, String comment) {
    return new Column(name, type, false, comment, source);
  }
}
