package io.headwater.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.audit.AuditReport.Counts;
import org.junit.jupiter.api.Test;

class ProofTest {

  private final Proof proof = new Proof(1_000, new ClosedMinutes(900, 3));

  @Test
  void shouldFindNothingWrongWhenEveryEventIsInTheTablesAndTheWindows() {
    assertThat(proof.problems(counts(1_000, 990, 10, 3, 900, 0), 50)).isEmpty();
  }

  @Test
  void shouldTellWhatIsMissing() {
    assertThat(proof.problems(counts(1_000, 990, 9, 3, 899, 0), 51))
        .containsExactly(
            "999 rows are in the tables events and rejected_events, but it must be 1,000",
            "899 events are in the windows of a minute by sensor, but it must be 900",
            "50 windows are in the table aggregates, but it must be 51");
  }

  @Test
  void shouldNotTakeForDoneWhatIsUnderWayOrWasNeverRead() {
    assertThat(proof.problems(counts(998, 998, 0, 4, 900, 2), 50))
        .containsExactly(
            "998 records were read of the input topic, but it must be 1,000",
            "998 rows are in the tables events and rejected_events, but it must be 1,000",
            "4 events are marked late, but it must be 3",
            "2 records are still on their way, but it must be 0");
  }

  private static Counts counts(
      long read, long events, long rejected, long late, long eventsInMinutes, long lag) {
    return new Counts(read, events, rejected, late, 50, eventsInMinutes, 1, 1, lag);
  }
}
