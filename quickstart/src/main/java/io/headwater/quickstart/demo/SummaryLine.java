package io.headwater.quickstart.demo;

import io.headwater.sink.audit.AuditReport;
import io.headwater.sink.audit.AuditReport.Counts;

/** The last line of a demo: what came in, what came out, and whether the audit holds. */
final class SummaryLine {

  private SummaryLine() {}

  static String of(AuditReport report) {
    Counts counts = report.counts();
    return "SUMMARY %s delta_rows=%d audit=%s"
        .formatted(counts.summary(), counts.rows(), holds(report) ? "OK" : "FAILED");
  }

  /** The demo drains before it audits: whatever is still under way then is missing. */
  static boolean holds(AuditReport report) {
    return report.passed() && report.counts().lag() == 0;
  }
}
