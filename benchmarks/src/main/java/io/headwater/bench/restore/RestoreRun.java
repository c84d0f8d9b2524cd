package io.headwater.bench.restore;

import java.util.OptionalLong;

/**
 * One loss.
 *
 * @param changelogBytes on the broker's disk when the stream was started again
 * @param cpuSeconds of the process until the stream ran
 * @param peakResidentBytes of the process until then
 */
record RestoreRun(
    int sensors,
    RestoreFigures figures,
    long changelogBytes,
    double cpuSeconds,
    OptionalLong peakResidentBytes,
    Continuation continuation) {

  private static final double BYTES_PER_MB = 1e6;
  private static final double MB_PER_GB = 1e3;
  private static final double MICROS_PER_SECOND = 1e6;

  double megabytes() {
    return changelogBytes / BYTES_PER_MB;
  }

  double megabytesPerSecond() {
    return megabytes() / figures.restoreSeconds();
  }

  double secondsPerGigabyte() {
    return figures.restoreSeconds() / (megabytes() / MB_PER_GB);
  }

  double microsPerSensor() {
    return figures.restoreSeconds() * MICROS_PER_SECOND / sensors;
  }
}
