package io.headwater.sink.audit;

import static io.headwater.sink.audit.AuditedPlant.ENRICHED;
import static io.headwater.sink.audit.AuditedPlant.EVENTS_TABLE;
import static io.headwater.sink.audit.AuditedPlant.INPUT;
import static io.headwater.sink.audit.AuditedPlant.TOPICS;
import static io.headwater.sink.audit.AuditedPlant.emptyTables;
import static io.headwater.sink.audit.AuditedPlant.event;
import static io.headwater.sink.audit.AuditedPlant.origin;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether what came in is in the tables, on an audited plant. */
class AuditOfInputTest {

  private final AuditedPlant plant = new AuditedPlant();

  @Test
  void shouldFindThatTheInputLostRecordsBeforeTheStreamReadThem() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());
    for (int offset = 6; offset < 10; offset++) {
      plant.broker().append(INPUT, new byte[0]);
    }
    // When retention removes 6 and 7, which the stream has not read
    plant.broker().truncateBefore(INPUT, 8);

    assertThat(plant.audit().problems())
        .containsExactly(
            "sensor-events-0: the records from offset 6 to 7 were removed by the topic's retention"
                + " before the stream read them");
  }

  @Test
  void shouldPassWhenTheInputIsRemovedBehindAStreamThatWorks() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());
    for (int offset = 6; offset < 10; offset++) {
      plant.broker().append(INPUT, new byte[0]);
    }
    // When the stream reads 6 and 7 during the audit, and they are removed then
    plant.broker().commitLater(INPUT, 8);
    plant.broker().truncateBefore(INPUT, 8);

    assertThat(plant.audit().problems()).isEmpty();
  }

  @Test
  void shouldFindTheSameInputInTwoRecords() throws IOException {
    // Given the stream wrote the event of input 5 twice, and the sink both faithfully
    plant.events().add(event(plant.broker().append(ENRICHED, origin(5)), 5));
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());
    plant.tables().next(EVENTS_TABLE, ENRICHED, 8);

    // Then only the end to end check can tell
    assertThat(plant.audit().problems())
        .containsExactly(
            "sensor-events-0: more than one row, in events and rejected_events together, comes from"
                + " 1 offset (5)");
  }

  @Test
  void shouldFindAnInputTheStreamDroppedAlthoughTheSinkLags() throws IOException {
    // Given the stream is past a record that is in no output topic
    plant.broker().append(INPUT, new byte[0]);
    plant.broker().commit(INPUT, 7);
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events().subList(0, 3));
    plant.tables().next(EVENTS_TABLE, ENRICHED, 4);
    assertThat(plant.audit().problems())
        .containsExactly(
            "sensor-events-0: of 1 offset (6) there is neither an event nor a rejected event,"
                + " although the stream is past it");
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
}
