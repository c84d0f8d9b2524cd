package io.headwater.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.TableCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plant whose six input records became five events and one dead letter, all in their tables. */
class AuditTest {

  private static final TopicSettings TOPICS = TopicSettings.defaults();
  private static final String INPUT = TOPICS.events();
  private static final String ENRICHED = TOPICS.enriched();
  private static final String REJECTED = TOPICS.rejected();
  private static final String EVENTS_TABLE = TableCatalog.EVENTS;

  private final FakeBroker broker = new FakeBroker();
  private final FakeTables tables = new FakeTables();
  private final List<Map<String, Object>> events = new ArrayList<>();

  @BeforeEach
  void aPlantInOrder() {
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

  @Test
  void shouldPassWhenOnlyMarkersAreBetweenTheRows() throws IOException {
    // Given every record is in its table
    tables.add(EVENTS_TABLE, Map.of(), events.subList(2, 5));
    tables.add(EVENTS_TABLE, Map.of(), events.subList(0, 2));

    // When it is audited
    AuditReport report = audit();

    // Then it holds, and the numbers are those of the plant
    assertThat(report.problems()).isEmpty();
    assertThat(report.passed()).isTrue();
    assertThat(report.counts().read()).isEqualTo(6);
    assertThat(report.counts().events()).isEqualTo(5);
    assertThat(report.counts().rejected()).isEqualTo(1);
    assertThat(report.counts().late()).isEqualTo(1);
    assertThat(report.counts().lag()).isZero();
    assertThat(AuditText.of(report))
        .contains("events           sensor-events-enriched-0  ")
        .contains("PASS");
  }

  @Test
  void shouldFindThatTheInputLostRecordsBeforeTheStreamReadThem() throws IOException {
    tables.add(EVENTS_TABLE, Map.of(), events);
    for (int offset = 6; offset < 10; offset++) {
      broker.append(INPUT, new byte[0]);
    }
    // When retention removes 6 and 7, which the stream has not read
    broker.truncateBefore(INPUT, 8);

    assertThat(audit().problems())
        .containsExactly(
            "sensor-events-0: the records from offset 6 to 7 were removed by the topic's retention"
                + " before the stream read them");
  }

  @Test
  void shouldPassWhenTheInputIsRemovedBehindAStreamThatWorks() throws IOException {
    tables.add(EVENTS_TABLE, Map.of(), events);
    for (int offset = 6; offset < 10; offset++) {
      broker.append(INPUT, new byte[0]);
    }
    // When the stream reads 6 and 7 during the audit, and they are removed then
    broker.commitLater(INPUT, 8);
    broker.truncateBefore(INPUT, 8);

    assertThat(audit().problems()).isEmpty();
  }

  @Test
  void shouldFindAMissingRow() throws IOException {
    tables.add(EVENTS_TABLE, Map.of(), without(2));
    assertThat(audit().problems())
        .containsExactly(
            "Table events, sensor-events-enriched-0: lacks 1 offset (2) that the topic has",
            "sensor-events-0: of 1 offset (3) there is neither an event nor a rejected event,"
                + " although the stream is past it");
  }

  @Test
  void shouldFindARowThatIsThereTwice() throws IOException {
    tables.add(EVENTS_TABLE, Map.of(), events);
    tables.add(EVENTS_TABLE, Map.of(), List.of(events.get(3)));
    assertThat(audit().problems())
        .containsExactly(
            "Table events, sensor-events-enriched-0: holds more than one row of 1 offset (4)",
            "sensor-events-0: more than one row, in events and rejected_events together, comes from"
                + " 1 offset (4)");
  }

  @Test
  void shouldFindTheSameInputInTwoRecords() throws IOException {
    // Given the stream wrote the event of input 5 twice, and the sink both faithfully
    events.add(event(broker.append(ENRICHED, origin(5)), 5));
    tables.add(EVENTS_TABLE, Map.of(), events);
    tables.next(EVENTS_TABLE, ENRICHED, 8);

    // Then only the end to end check can tell
    assertThat(audit().problems())
        .containsExactly(
            "sensor-events-0: more than one row, in events and rejected_events together, comes from"
                + " 1 offset (5)");
  }

  @Test
  void shouldFindStatisticsThatMiscountTheirFile() throws IOException {
    tables.add(EVENTS_TABLE, Map.of(), events, "{\"numRecords\":4}");
    tables.add(EVENTS_TABLE, Map.of(), List.of(), null);
    assertThat(audit().problems())
        .containsExactly(
            "Table events: data file part-0 has 5 rows, but its statistics say 4",
            "Table events: data file part-1 has no statistics that say how many rows it has");
  }

  @Test
  void shouldFindADataFileThatIsGone() throws IOException {
    tables.add(EVENTS_TABLE, Map.of(), events);
    tables.lose(EVENTS_TABLE, "part-0");
    assertThat(audit().problems())
        .contains("Table events: data file part-0 cannot be read: no such file")
        .anyMatch(problem -> problem.contains("lacks 5 offsets (0, 1, 2, 4, 5)"));
  }

  @Test
  void shouldFindRowsBeyondThePositionTheTableTells() throws IOException {
    tables.add(EVENTS_TABLE, Map.of(), events);
    tables.next(EVENTS_TABLE, ENRICHED, 4);
    assertThat(audit().problems())
        .contains(
            "Table events, sensor-events-enriched-0: says that its sink goes on at offset 4, but has"
                + " rows of 2 offsets (4, 5) from there on");
  }

  @Test
  void shouldFindAPositionBeyondTheTopic() throws IOException {
    tables.add(EVENTS_TABLE, Map.of(), events);
    tables.next(EVENTS_TABLE, ENRICHED, 8);
    assertThat(audit().problems())
        .containsExactly(
            "Table events, sensor-events-enriched-0: its sink goes on at offset 8, but the topic"
                + " ends at 7: it was deleted and made anew");
  }

  @Test
  void shouldFindRowsTheTopicNeverHad() throws IOException {
    // Given a row of the marker's offset, from an input record that is not there either
    events.add(event(3, 17));
    tables.add(EVENTS_TABLE, Map.of(), events);
    broker.commit(INPUT, 6);
    assertThat(audit().problems())
        .containsExactly(
            "Table events, sensor-events-enriched-0: has rows of 1 offset (3) that the topic has"
                + " not");
  }

  @Test
  void shouldTellRecordsOnTheirWayAsLag() throws IOException {
    // Given the sink has written the first transaction only, and the stream has not read the last
    tables.add(EVENTS_TABLE, Map.of(), events.subList(0, 3));
    tables.next(EVENTS_TABLE, ENRICHED, 4);
    broker.append(INPUT, new byte[0]);

    // When it is audited
    AuditReport report = audit();

    // Then nothing is wrong, and what is between is told
    assertThat(report.problems()).isEmpty();
    assertThat(report.tables().get(0).lag()).isEqualTo(2);
    assertThat(report.input().get(0).inTransit()).isEqualTo(2);
    assertThat(report.input().get(0).lag()).isEqualTo(1);
    assertThat(report.counts().lag()).isEqualTo(3);
    assertThat(report.input().get(0).events()).isEqualTo(5);
  }

  @Test
  void shouldFindAnInputTheStreamDroppedAlthoughTheSinkLags() throws IOException {
    // Given the stream is past a record that is in no output topic
    broker.append(INPUT, new byte[0]);
    broker.commit(INPUT, 7);
    tables.add(EVENTS_TABLE, Map.of(), events.subList(0, 3));
    tables.next(EVENTS_TABLE, ENRICHED, 4);
    assertThat(audit().problems())
        .containsExactly(
            "sensor-events-0: of 1 offset (6) there is neither an event nor a rejected event,"
                + " although the stream is past it");
  }

  @Test
  void shouldOnlySearchDuplicatesAmongWhatRetentionRemoved() throws IOException {
    // Given the topics have lost their first records to retention
    broker.truncateBefore(ENRICHED, 2);
    broker.truncateBefore(INPUT, 2);
    tables.add(EVENTS_TABLE, Map.of(), events);

    // When it is audited
    AuditReport report = audit();

    // Then what is left is proven and the rest is told
    assertThat(report.problems()).isEmpty();
    assertThat(report.tables().get(0).partitions().get(0).unverified()).isEqualTo(2);
    assertThat(AuditText.of(report)).contains("2 rows older than the topic");
    // and a duplicate among them is found
    tables.add(EVENTS_TABLE, Map.of(), List.of(events.get(0)));
    assertThat(audit().passed()).isFalse();
  }

  @Test
  void shouldFindRecordsThatRetentionRemovedBeforeTheSinkCame() throws IOException {
    broker.truncateBefore(ENRICHED, 5);
    tables.add(EVENTS_TABLE, Map.of(), events.subList(0, 3));
    tables.next(EVENTS_TABLE, ENRICHED, 4);
    assertThat(audit().problems())
        .contains(
            "Table events, sensor-events-enriched-0: the records from offset 4 to 4 were removed by"
                + " the topic's retention before the sink read them");
  }

  @Test
  void shouldSayWhenAnOpenTransactionHidesRecords() throws IOException {
    broker.openTransactionAt(ENRICHED, 4);
    tables.add(EVENTS_TABLE, Map.of(), events.subList(0, 3));
    tables.next(EVENTS_TABLE, ENRICHED, 4);
    assertThat(audit().problems())
        .anyMatch(
            problem ->
                problem.startsWith(
                    "sensor-events-enriched-0: its records from offset 4 to 6 cannot be read"));
  }

  @Test
  void shouldSumUpTheEventsInOneMinuteWindowsBySensor() throws IOException {
    tables.add(EVENTS_TABLE, Map.of(), events);
    List<Map<String, Object>> minutes = new ArrayList<>();
    minutes.add(window(0, "sensor", 3));
    minutes.add(window(1, "location", 3));
    List<Map<String, Object>> hours = List.of(window(2, "sensor", 5));
    tables.add(TableCatalog.AGGREGATES, Map.of("window_type", "1m"), minutes);
    tables.add(TableCatalog.AGGREGATES, Map.of("window_type", "1h"), hours);
    for (int i = 0; i < 3; i++) {
      broker.append(TOPICS.aggregates(), new byte[0]);
    }
    tables.next(TableCatalog.AGGREGATES, TOPICS.aggregates(), 3);

    AuditReport report = audit();

    assertThat(report.problems()).isEmpty();
    assertThat(report.counts().windows()).isEqualTo(3);
    assertThat(report.counts().eventsInMinutes()).isEqualTo(3);
    assertThat(report.counts().rows()).isEqualTo(9);
  }

  @Test
  void shouldExpectTheWholeInputOfAStreamWithoutAPosition() throws IOException {
    // Given nobody has committed anything for the input
    FakeBroker forgotten = new FakeBroker();
    forgotten.topic(INPUT);
    TOPICS.outputs().forEach(forgotten::topic);
    forgotten.append(INPUT, new byte[0]);

    AuditReport report = Audit.run(forgotten, emptyTables(), TOPICS, "headwater-streams");

    assertThat(report.problems())
        .containsExactly(
            "sensor-events-0: of 1 offset (0) there is neither an event nor a rejected event,"
                + " although it is to be read to its end: the stream's consumer group has no"
                + " position");
  }

  @Test
  void shouldSayWhenThereIsNothingToAudit() {
    assertThatThrownBy(() -> Audit.run(new FakeBroker(), tables, TOPICS, "headwater-streams"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no topic sensor-events");
    assertThatThrownBy(() -> Audit.run(broker, new FakeTables(), TOPICS, "headwater-streams"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("headwater.delta.base-path");
  }

  @Test
  void shouldTellMachinesTheSame() throws IOException {
    tables.add(EVENTS_TABLE, Map.of(), without(2));
    assertThat(AuditJson.of(audit()))
        .startsWith("{\"passed\":false,\"problems\":[\"Table events,")
        .contains("\"counts\":{\"read\":6,\"events\":4,\"rejected\":1,\"late\":1,")
        .contains("\"partition\":0,\"rows\":4,\"next_offset\":7,\"earliest\":0,\"lag\":0");
  }

  private AuditReport audit() throws IOException {
    return Audit.run(broker, tables, TOPICS, "headwater-streams");
  }

  private static FakeTables emptyTables() {
    FakeTables empty = new FakeTables();
    empty.create(EVENTS_TABLE);
    return empty;
  }

  private List<Map<String, Object>> without(int index) {
    List<Map<String, Object>> some = new ArrayList<>(events);
    some.remove(index);
    return some;
  }

  private static byte[] origin(long offset) {
    return ("{\"sensor_id\":\"s\",\"x\":{\"origin_offset\":9},\"origin_topic\":\"sensor-events\","
            + "\"origin_partition\":0,\"origin_offset\":"
            + offset
            + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> event(long offset, long originOffset) {
    Map<String, Object> row = new HashMap<>();
    row.put("kafka_partition", 0);
    row.put("kafka_offset", offset);
    row.put("origin_topic", "sensor-events");
    row.put("origin_partition", 0);
    row.put("origin_offset", originOffset);
    row.put("late", 0);
    return row;
  }

  private static Map<String, Object> window(long offset, String scope, long count) {
    return Map.of("kafka_partition", 0, "kafka_offset", offset, "scope", scope, "count", count);
  }
}
