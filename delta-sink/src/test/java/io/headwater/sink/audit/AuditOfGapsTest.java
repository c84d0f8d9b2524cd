package io.headwater.sink.audit;

import static io.headwater.sink.audit.AuditedPlant.ENRICHED;
import static io.headwater.sink.audit.AuditedPlant.EVENTS_TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.audit.AuditReport.PartitionAudit;
import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.gaps.Gap;
import io.headwater.sink.gaps.GapKind;
import io.headwater.sink.gaps.RecordedGap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the audit makes of tables whose topics lost something. */
class AuditOfGapsTest {

  private static final TopicPartition EVENTS = new TopicPartition(ENRICHED, 0);
  private static final Incarnation FIRST = new Incarnation(OptionalLong.of(1), 0);

  private final AuditedPlant plant = new AuditedPlant();

  @Test
  void shouldTellARecordedLossAndPass() throws IOException {
    // Given: retention took the first two records before the sink had read them, as it recorded
    plant.broker().truncateBefore(ENRICHED, 2);
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events().subList(2, 5));
    passed(new Gap(EVENTS_TABLE, EVENTS, GapKind.RETENTION, 0, 2, FIRST, OptionalLong.of(1)), 0);

    AuditReport report = plant.audit();

    assertThat(report.problems()).isEmpty();
    assertThat(events(report).gaps())
        .singleElement()
        .asString()
        .contains("offsets 0 to 1 are lost, 2 records at most");
    assertThat(report.input().get(0).lost()).isEqualTo(2);
    assertThat(report.toText())
        .contains("recorded gaps: 1", "recorded gap: " + EVENTS, "ok (2 lost in recorded gaps)")
        .endsWith("as far as the sink has got");
    assertThat(AuditJson.of(report)).contains("\"gaps\":[\"" + EVENTS, "\"lost\":2");
  }

  @Test
  void shouldNotTakeMoreForLostThanWasRecorded() throws IOException {
    plant.broker().truncateBefore(ENRICHED, 2);
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events().subList(3, 5));
    passed(new Gap(EVENTS_TABLE, EVENTS, GapKind.RETENTION, 0, 2, FIRST, OptionalLong.of(1)), 0);

    assertThat(plant.audit().problems())
        .anyMatch(problem -> problem.contains("lacks 1 offset (2) that the topic has"))
        .anyMatch(problem -> problem.contains("there is neither an event nor a rejected event"));
  }

  @Test
  void shouldTellRowsOfATopicThatIsGoneFromThoseOfTheTopicAsItIs() throws IOException {
    // Given: the same offsets twice, once before and once after the topic was created again
    plant.tables().add(EVENTS_TABLE, Map.of(), ingestedAt(999_999, plant.events().subList(0, 3)));
    plant.tables().add(EVENTS_TABLE, Map.of(), ingestedAt(1_000_000, plant.events()));
    passed(
        new Gap(EVENTS_TABLE, EVENTS, GapKind.RECREATED, 3, 0, FIRST, OptionalLong.of(2)), 1_000);
    plant.broker().number(ENRICHED, 2);

    AuditReport report = plant.audit();

    assertThat(report.problems()).isEmpty();
    assertThat(events(report).rows()).isEqualTo(8);
    assertThat(events(report).older()).isEqualTo(3);
    assertThat(report.toText()).contains("3 rows older than the topic");
  }

  @Test
  void shouldFindARowThatIsThereTwiceInEitherTopic() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), ingestedAt(5, plant.events().subList(0, 1)));
    plant.tables().add(EVENTS_TABLE, Map.of(), ingestedAt(6, plant.events().subList(0, 1)));
    plant.tables().add(EVENTS_TABLE, Map.of(), ingestedAt(1_000_001, plant.events()));
    plant.tables().add(EVENTS_TABLE, Map.of(), ingestedAt(1_000_002, plant.events().subList(1, 2)));
    passed(
        new Gap(EVENTS_TABLE, EVENTS, GapKind.RECREATED, 1, 0, FIRST, OptionalLong.of(2)), 1_000);

    assertThat(plant.audit().problems())
        .anyMatch(problem -> problem.contains("holds more than one row of 1 offset (1)"))
        .anyMatch(problem -> problem.contains("more than one row of 1 offset (0) of a topic that"));
  }

  @Test
  void shouldNotBeDeceivedByATopicThatWasCreatedAgainAndHasTheSameOffsets() throws IOException {
    // Given: every offset of the table is there, but in another topic
    plant.tables().add(EVENTS_TABLE, Map.of(), plant.events());
    plant.tables().incarnation(EVENTS_TABLE, ENRICHED, FIRST);
    plant.broker().number(ENRICHED, 2);

    assertThat(plant.audit().problems())
        .containsExactly(
            "Table events, %s: the topic was deleted and created again, and its sink has not dealt with that"
                .formatted(EVENTS));
  }

  @Test
  void shouldLeaveOutAGapThatIsRecordedAndNotPassedYet() throws IOException {
    plant.tables().add(EVENTS_TABLE, Map.of(), ingestedAt(5, plant.events()));
    plant.tables().incarnation(EVENTS_TABLE, ENRICHED, FIRST);
    plant
        .tables()
        .gap(
            EVENTS_TABLE,
            new RecordedGap(
                new Gap(EVENTS_TABLE, EVENTS, GapKind.BEYOND_END, 7, 0, FIRST, OptionalLong.of(1)),
                1,
                1_000));

    AuditReport report = plant.audit();

    assertThat(report.problems()).isEmpty();
    assertThat(events(report).older()).isZero();
  }

  private void passed(Gap gap, long detectedAtMillis) {
    RecordedGap recorded = new RecordedGap(gap, 1, detectedAtMillis);
    plant.tables().gap(EVENTS_TABLE, recorded);
    plant.tables().incarnation(EVENTS_TABLE, ENRICHED, recorded.after());
  }

  private static PartitionAudit events(AuditReport report) {
    return report.tables().get(0).partitions().get(0);
  }

  private static List<Map<String, Object>> ingestedAt(long micros, List<Map<String, Object>> rows) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> one = new HashMap<>(row);
      one.put("ingested_at", micros);
      all.add(one);
    }
    return all;
  }
}
