package io.headwater.sink.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * {@code headwater.delta.maintenance}: what keeps the tables tidy in the background. Of several
 * sinks that share a topic, the one that has its partition 0 does it.
 *
 * @param enabled whether it is done at all, default true
 * @param compactInterval how often is looked for small files to be made large ones, default 1 min
 * @param compactMinFiles so many files of about the same number of rows become one while their
 *     partition grows, 2 to 32, default 32
 * @param targetFileSize how large a file becomes at most, default 128 MB; one of at least half of
 *     it is never rewritten
 * @param vacuumInterval how often files that no version needs any more are deleted, default 1 day
 * @param vacuumRetention how long they stay at least, default and least 7 days
 * @param logCleanupInterval how often log entries beyond the table's retention are deleted, default
 *     10 min
 */
public record MaintenanceSettings(
    Boolean enabled,
    @DurationMin(millis = 100) @DurationMax(days = 1) Duration compactInterval,
    @Min(2) @Max(32) Integer compactMinFiles,
    DataSize targetFileSize,
    @DurationMin(minutes = 1) @DurationMax(days = 365) Duration vacuumInterval,
    @DurationMin(days = 7) @DurationMax(days = 3650) Duration vacuumRetention,
    @DurationMin(seconds = 1) @DurationMax(days = 1) Duration logCleanupInterval) {

  private static final DataSize SMALLEST = DataSize.ofMegabytes(1);
  private static final DataSize LARGEST = DataSize.ofGigabytes(4);

  public MaintenanceSettings(
      @Nullable Boolean enabled,
      @Nullable Duration compactInterval,
      @Nullable Integer compactMinFiles,
      @Nullable DataSize targetFileSize,
      @Nullable Duration vacuumInterval,
      @Nullable Duration vacuumRetention,
      @Nullable Duration logCleanupInterval) {
    this.enabled = enabled == null || enabled;
    this.compactInterval = compactInterval == null ? Duration.ofMinutes(1) : compactInterval;
    this.compactMinFiles = compactMinFiles == null ? 32 : compactMinFiles;
    this.targetFileSize = targetFileSize == null ? DataSize.ofMegabytes(128) : targetFileSize;
    this.vacuumInterval = vacuumInterval == null ? Duration.ofDays(1) : vacuumInterval;
    this.vacuumRetention = vacuumRetention == null ? Duration.ofDays(7) : vacuumRetention;
    this.logCleanupInterval =
        logCleanupInterval == null ? Duration.ofMinutes(10) : logCleanupInterval;
    if (this.targetFileSize.compareTo(SMALLEST) < 0 || this.targetFileSize.compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException(
          "headwater.delta.maintenance.target-file-size is "
              + this.targetFileSize
              + ", but must be between 1MB and 4GB");
    }
  }

  /** The defaults. */
  public static MaintenanceSettings defaults() {
    return new MaintenanceSettings(null, null, null, null, null, null, null);
  }
}
