package io.headwater.sink.audit;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.TableCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plant whose six input records became five events and one dead letter. The dead letter is in its
 * table; the events are for a test to put into theirs.
 */
final class AuditedPlant {

  static final TopicSettings TOPICS = TopicSettings.defaults();
  static final String INPUT = TOPICS.events();
  static final String ENRICHED = TOPICS.enriched();
  static final String EVENTS_TABLE = TableCatalog.EVENTS;

  private static final String REJECTED = TOPICS.rejected();

  private final FakeBroker broker = new FakeBroker();
  private final FakeTables tables = new FakeTables();
  private final List<Map<String, Object>> events = new ArrayList<>();

  AuditedPlant() {
    broker.topic(INPUT);
    TOPICS.outputs().forEach(broker::topic);
    List.of(
            EVENTS_TABLE,
            TableCatalog.AGGREGATES,
            TableCatalog.ANOMALIES,
            TableCatalog.ALERTS,
            TableCatalog.REJECTED_EVENTS)
        .forEach(tables::create);
    for (int offset = 0; offset < 6; offset++) {
      broker.append(INPUT, new byte[0]);
    }
    broker.commit(INPUT, 6);
    // the stream wrote in two transactions: offsets 0 to 2 and 4 to 5, markers at 3 and 6
    events.add(event(broker.append(ENRICHED, origin(0)), 0));
    events.add(event(broker.append(ENRICHED, origin(1)), 1));
    events.add(event(broker.append(ENRICHED, origin(3)), 3));
    broker.appendMarker(ENRICHED);
    events.add(event(broker.append(ENRICHED, origin(4)), 4));
    events.add(event(broker.append(ENRICHED, origin(5)), 5));
    broker.appendMarker(ENRICHED);
    events.get(4).put("late", 1);
    tables.next(EVENTS_TABLE, ENRICHED, 7);
    broker.append(REJECTED, origin(2));
    broker.appendMarker(REJECTED);
    tables.add(TableCatalog.REJECTED_EVENTS, Map.of(), List.of(event(0, 2)));
    tables.next(TableCatalog.REJECTED_EVENTS, REJECTED, 2);
  }

  FakeBroker broker() {
    return broker;
  }

  FakeTables tables() {
    return tables;
  }

  /** The rows of the events, in the order of their offsets. */
  List<Map<String, Object>> events() {
    return events;
  }

  AuditReport audit() throws IOException {
    return Audit.run(broker, tables, TOPICS, "headwater-streams");
  }

  /** The rows of all events but one. */
  List<Map<String, Object>> without(int index) {
    List<Map<String, Object>> some = new ArrayList<>(events);
    some.remove(index);
    return some;
  }

  static FakeTables emptyTables() {
    FakeTables empty = new FakeTables();
    empty.create(EVENTS_TABLE);
    return empty;
  }

  static byte[] origin(long offset) {
    return ("{\"sensor_id\":\"s\",\"x\":{\"origin_offset\":9},\"origin_topic\":\"sensor-events\","
            + "\"origin_partition\":0,\"origin_offset\":"
            + offset
            + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  static Map<String, Object> event(long offset, long originOffset) {
    Map<String, Object> row = new HashMap<>();
    row.put("kafka_partition", 0);
    row.put("kafka_offset", offset);
    row.put("origin_topic", "sensor-events");
    row.put("origin_partition", 0);
    row.put("origin_offset", originOffset);
    row.put("late", 0);
    return row;
  }

  static Map<String, Object> window(long offset, String scope, long count) {
    return Map.of("kafka_partition", 0, "kafka_offset", offset, "scope", scope, "count", count);
  }
}
