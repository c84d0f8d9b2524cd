package io.headwater.quickstart.doctor.check;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What a check has found.
 *
 * @param check its name
 * @param findings at least one
 * @param took how long it looked
 */
public record Examined(String check, List<Finding> findings, Duration took) {

  public Examined {
    findings = List.copyOf(findings);
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("the check " + check + " has found nothing");
    }
  }

  /** The worst of its findings. */
  public Level worst() {
    return findings.stream()
        .map(Finding::level)
        .max(Comparator.naturalOrder())
        .orElse(Level.SKIPPED);
  }
}
