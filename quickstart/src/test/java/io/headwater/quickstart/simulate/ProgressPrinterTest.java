package io.headwater.quickstart.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {

  private static final SimulationReport BEFORE = report(10_000, 5, 10, 0);

  @Test
  void shouldSayHowFastItWasSinceTheLastTime() {
    assertThat(ProgressPrinter.line(BEFORE, report(14_000, 5, 12, 0)))
        .isEqualTo("   12 s      2,000 events/s  14,000 sent (12 anomalous, 3 late, 2 malformed)");
  }

  @Test
  void shouldSayThatItIsBehindOrWaits() {
    assertThat(ProgressPrinter.line(BEFORE, report(14_000, 5, 12, 9)))
        .endsWith("  9 s behind schedule");
    assertThat(ProgressPrinter.line(BEFORE, report(10_000, 5, 12, 0)))
        .endsWith("  waiting for the broker");
  }

  @Test
  void shouldNotSayThatItWaitsWhenNothingIsDue() {
    assertThat(ProgressPrinter.line(report(10, 0, 10, 0), report(10, 0, 12, 0)))
        .endsWith("malformed)");
  }

  @Test
  void shouldSumUpInOneLineForMachines() {
    assertThat(report(14_000, 0, 7, 0).summary())
        .isEqualTo(
            "SIMULATED sent=14000 malformed=2 late=3 out_of_order=9 excursions=4 spikes=5 faults=3"
                + " seconds=7.0 rate=2000");
  }

  private static SimulationReport report(long sent, long pending, int seconds, int behind) {
    return new SimulationReport(
        sent, pending, 2, 3, 9, 4, 5, 3, Duration.ofSeconds(seconds), Duration.ofSeconds(behind));
  }
}
