package io.headwater.streams.anomaly;

import io.headwater.model.AnomalyKind;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Severity;
import java.util.Optional;

/** A device that says itself that something is wrong: {@code error} or {@code critical}. */
record Status(String id, int version) implements Rule {

  @Override
  public Optional<Finding> check(EnrichedEvent enriched) {
    String status = enriched.event().status();
    if (status.equalsIgnoreCase("critical")) {
      return Optional.of(finding(Severity.CRITICAL, "critical"));
    }
    if (status.equalsIgnoreCase("error")) {
      return Optional.of(finding(Severity.HIGH, "error"));
    }
    return Optional.empty();
  }

  private static Finding finding(Severity severity, String status) {
    return new Finding(
        AnomalyKind.STATUS, severity, null, "The sensor reports the status " + status + ".");
  }
}
