package io.headwater.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.sink.audit.AuditReport;
import io.headwater.sink.audit.AuditReport.Counts;
import io.headwater.sink.audit.AuditReport.TableAudit;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SummaryLineTest {

  @Test
  void shouldSayOkWhenEverythingIsThereOnce() {
    assertThat(SummaryLine.of(report(0)))
        .isEqualTo(
            "SUMMARY read=100 events=95 rejected=5 late=3 windows=10 anomalies=2 alerts=0"
                + " delta_rows=112 audit=OK");
  }

  @Test
  void shouldSayFailedWhenSomethingIsWrong() {
    assertThat(SummaryLine.of(report(0, "events: offset 7 is missing"))).endsWith("audit=FAILED");
  }

  @Test
  void shouldSayFailedWhenSomethingIsStillUnderWayAfterTheDrain() {
    assertThat(SummaryLine.of(report(1))).endsWith("audit=FAILED");
  }

  private static AuditReport report(long lag, String... problems) {
    TableAudit events =
        new TableAudit(
            "events",
            "sensor-events-enriched",
            OptionalLong.of(4),
            1,
            95,
            List.of(),
            List.of(problems));
    return new AuditReport(
        List.of(events), List.of(), new Counts(100, 95, 5, 3, 10, 92, 2, 0, lag));
  }
}
