package io.headwater.sink.audit;

import static io.headwater.sink.audit.AuditedPlant.ENRICHED;
import static io.headwater.sink.audit.AuditedPlant.EVENTS_TABLE;
import static io.headwater.sink.audit.AuditedPlant.INPUT;
import static io.headwater.sink.audit.AuditedPlant.TOPICS;
import static io.headwater.sink.audit.AuditedPlant.event;
import static io.headwater.sink.audit.AuditedPlant.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.sink.config.TableCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether each table holds what its topic has, on an audited plant. */
class AuditTest {

  private final AuditedPlant plant = new AuditedPlant();

  @Test
  void shouldPassWhenOnlyMarkersAreBetweenTheRows() throws IOException {
    // Given every record is in its table
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events().subList(2, 5));
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events().subList(0, 2));

    // When it is audited
    AuditReport report = plant.audit();

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
  void shouldFindAMissingRow() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.without(2));
    assertThat(plant.audit().problems())
        .containsExactly(
            "Table events, sensor-events-enriched-0: lacks 1 offset (2) that the topic has",
            "sensor-events-0: of 1 offset (3) there is neither an event nor a rejected event,"
                + " although the stream is past it");
  }

  @Test
  void shouldFindARowThatIsThereTwice() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());
    plant.tables().add(EVENTS_TABLE, Map.of(), List.of(plant.events().get(3)));
    assertThat(plant.audit().problems())
        .containsExactly(
            "Table events, sensor-events-enriched-0: holds more than one row of 1 offset (4)",
            "sensor-events-0: more than one row, in events and rejected_events together, comes from"
                + " 1 offset (4)");
  }

  @Test
  void shouldFindStatisticsThatMiscountTheirFile() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events(), "{\"numRecords\":4}");
    plant.tables().add(EVENTS_TABLE, Map.of(), List.of(), null);
    assertThat(plant.audit().problems())
        .containsExactly(
            "Table events: data file part-0 has 5 rows, but its statistics say 4",
            "Table events: data file part-1 has no statistics that say how many rows it has");
  }

  @Test
  void shouldFindADataFileThatIsGone() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());
    plant.tables().lose(EVENTS_TABLE, "part-0");
    assertThat(plant.audit().problems())
        .contains("Table events: data file part-0 cannot be read: no such file")
        .anyMatch(problem -> problem.contains("lacks 5 offsets (0, 1, 2, 4, 5)"));
  }

  @Test
  void shouldFindRowsBeyondThePositionTheTableTells() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());
    plant.tables().next(EVENTS_TABLE, ENRICHED, 4);
    assertThat(plant.audit().problems())
        .contains(
            "Table events, sensor-events-enriched-0: says that its sink goes on at offset 4, but has"
                + " rows of 2 offsets (4, 5) from there on");
  }

  @Test
  void shouldFindAPositionBeyondTheTopic() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());
    plant.tables().next(EVENTS_TABLE, ENRICHED, 8);
    assertThat(plant.audit().problems())
        .containsExactly(
            "Table events, sensor-events-enriched-0: its sink goes on at offset 8, but the topic"
                + " ends at 7: it was deleted and made anew");
  }

  @Test
  void shouldFindRowsTheTopicNeverHad() throws IOException {
    // Given a row of the marker's offset, from an input record that is not there either
    plant.events().add(event(3, 17));
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());
    plant.broker().commit(INPUT, 6);
    assertThat(plant.audit().problems())
        .containsExactly(
            "Table events, sensor-events-enriched-0: has rows of 1 offset (3) that the topic has"
                + " not");
  }

  @Test
  void shouldTellRecordsOnTheirWayAsLag() throws IOException {
    // Given the sink has written the first transaction only, and the stream has not read the last
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events().subList(0, 3));
    plant.tables().next(EVENTS_TABLE, ENRICHED, 4);
    plant.broker().append(INPUT, new byte[0]);

    // When it is audited
    AuditReport report = plant.audit();

    // Then nothing is wrong, and what is between is told
    assertThat(report.problems()).isEmpty();
    assertThat(report.tables().get(0).lag()).isEqualTo(2);
    assertThat(report.input().get(0).inTransit()).isEqualTo(2);
    assertThat(report.input().get(0).lag()).isEqualTo(1);
    assertThat(report.counts().lag()).isEqualTo(3);
    assertThat(report.input().get(0).events()).isEqualTo(5);
  }

  @Test
  void shouldOnlySearchDuplicatesAmongWhatRetentionRemoved() throws IOException {
    // Given the topics have lost their first records to retention
    plant.broker().truncateBefore(ENRICHED, 2);
    plant.broker().truncateBefore(INPUT, 2);
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());

    // When it is audited
    AuditReport report = plant.audit();

    // Then what is left is proven and the rest is told
    assertThat(report.problems()).isEmpty();
    assertThat(report.tables().get(0).partitions().get(0).unverified()).isEqualTo(2);
    assertThat(AuditText.of(report)).contains("2 rows older than the topic");
    // and a duplicate among them is found
    plant.tables().add(EVENTS_TABLE, Map.of(), List.of(plant.events().get(0)));
    assertThat(plant.audit().passed()).isFalse();
  }

  @Test
  void shouldFindRecordsThatRetentionRemovedBeforeTheSinkCame() throws IOException {
    plant.broker().truncateBefore(ENRICHED, 5);
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events().subList(0, 3));
    plant.tables().next(EVENTS_TABLE, ENRICHED, 4);
    assertThat(plant.audit().problems())
        .contains(
            "Table events, sensor-events-enriched-0: the records from offset 4 to 4 were removed by"
                + " the topic's retention before the sink read them");
  }

  @Test
  void shouldSayWhenAnOpenTransactionHidesRecords() throws IOException {
    plant.broker().openTransactionAt(ENRICHED, 4);
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events().subList(0, 3));
    plant.tables().next(EVENTS_TABLE, ENRICHED, 4);
    assertThat(plant.audit().problems())
        .anyMatch(
            problem ->
                problem.startsWith(
                    "sensor-events-enriched-0: its records from offset 4 to 6 cannot be read"));
  }

  @Test
  void shouldSumUpTheEventsInOneMinuteWindowsBySensor() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());
    List<Map<String, Object>> minutes = new ArrayList<>();
    minutes.add(window(0, "sensor", 3));
    minutes.add(window(1, "location", 3));
    List<Map<String, Object>> hours = List.of(window(2, "sensor", 5));
    plant.tables().add(TableCatalog.AGGREGATES, Map.of("window_type", "1m"), minutes);
    plant.tables().add(TableCatalog.AGGREGATES, Map.of("window_type", "1h"), hours);
    for (int i = 0; i < 3; i++) {
      plant.broker().append(TOPICS.aggregates(), new byte[0]);
    }
    plant.tables().next(TableCatalog.AGGREGATES, TOPICS.aggregates(), 3);

    AuditReport report = plant.audit();

    assertThat(report.problems()).isEmpty();
    assertThat(report.counts().windows()).isEqualTo(3);
    assertThat(report.counts().eventsInMinutes()).isEqualTo(3);
    assertThat(report.counts().rows()).isEqualTo(9);
  }

  @Test
  void shouldSayWhenThereIsNothingToAudit() {
    assertThatThrownBy(
            () -> Audit.run(new FakeBroker(), plant.tables(), TOPICS, "headwater-streams"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no topic sensor-events");
    assertThatThrownBy(
            () -> Audit.run(plant.broker(), new FakeTables(), TOPICS, "headwater-streams"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("headwater.delta.base-path");
  }

  @Test
  void shouldTellMachinesTheSame() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.without(2));
    assertThat(AuditJson.of(plant.audit()))
        .startsWith("{\"passed\":false,\"problems\":[\"Table events,")
        .contains("\"counts\":{\"read\":6,\"events\":4,\"rejected\":1,\"late\":1,")
        .contains("\"partition\":0,\"rows\":4,\"next_offset\":7,\"earliest\":0,\"lag\":0");
  }
}
