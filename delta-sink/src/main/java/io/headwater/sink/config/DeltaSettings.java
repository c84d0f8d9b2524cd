package io.headwater.sink.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.delta}: where the tables are, and how their logs are kept.
 *
 * @param basePath the folder of all tables, a local path or any URI Hadoop has a file system for,
 *     such as {@code abfss://container@account.dfs.core.windows.net/tables}; default {@code
 *     data/tables}
 * @param checkpointInterval how many versions a new table's log grows by until the next checkpoint,
 *     default 20: a reader opens at most that many entries behind the checkpoint. Kept as the
 *     table's property {@code delta.checkpointInterval}, which its owner may change
 * @param logRetention how long a new table's log, and so time travel, reaches back, default one
 *     day. Kept as the table's property {@code delta.logRetentionDuration}
 * @param azure how to sign in to ADLS Gen2
 * @param maintenance what keeps the tables tidy
 * @param hadoop passed through to Hadoop's configuration, over everything Headwater sets there
 */
public record DeltaSettings(
    @NotBlank String basePath,
    @Min(1) @Max(10_000) Integer checkpointInterval,
    @DurationMin(seconds = 1) @DurationMax(days = 3650) Duration logRetention,
    @Valid AzureSettings azure,
    @Valid MaintenanceSettings maintenance,
    Map<String, String> hadoop) {

  public DeltaSettings(
      @Nullable String basePath,
      @Nullable Integer checkpointInterval,
      @Nullable Duration logRetention,
      @Nullable AzureSettings azure,
      @Nullable MaintenanceSettings maintenance,
      @Nullable Map<String, String> hadoop) {
    this.basePath = basePath == null ? "data/tables" : basePath;
    this.checkpointInterval = checkpointInterval == null ? 20 : checkpointInterval;
    this.logRetention = logRetention == null ? Duration.ofDays(1) : logRetention;
    this.azure = azure == null ? AzureSettings.defaults() : azure;
    this.maintenance = maintenance == null ? MaintenanceSettings.defaults() : maintenance;
    this.hadoop = hadoop == null ? Map.of() : Map.copyOf(hadoop);
    AzureLocation.of(this.basePath, this.azure); // complains of what does not fit
  }

  /** The defaults. */
  public static DeltaSettings defaults() {
    return new DeltaSettings(null, null, null, null, null, null);
  }

  /** The defaults, for tables in {@code basePath}. */
  public static DeltaSettings at(String basePath) {
    return at(basePath, Map.of());
  }

  /** The defaults, for tables in {@code basePath} that are reached with Hadoop's settings. */
  public static DeltaSettings at(String basePath, Map<String, String> hadoop) {
    return new DeltaSettings(basePath, null, null, null, null, hadoop);
  }

  /** Where on Azure the tables are, and how to sign in there; empty when {@code azure} is unset. */
  public Optional<AzureLocation> azureLocation() {
    return AzureLocation.of(basePath, azure);
  }

  /** Properties may hold secrets: only their keys are told. */
  @Override
  public String toString() {
    return "DeltaSettings[basePath=%s, checkpointInterval=%d, logRetention=%s, azure=%s, maintenance=%s, hadoop=%s]"
        .formatted(
            basePath,
            checkpointInterval,
            logRetention,
            azure,
            maintenance,
            new TreeSet<>(hadoop.keySet()));
  }
}
