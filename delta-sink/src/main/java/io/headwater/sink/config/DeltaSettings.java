package io.headwater.sink.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.delta}: where the tables are, and how their logs are kept.
 *
 * @param basePath the folder of all tables, a local path or any URI Hadoop has a file system for;
 *     default {@code data/tables}
 * @param checkpointInterval how many versions a new table's log grows by until the next checkpoint,
 *     default 20: a reader opens at most that many entries behind the checkpoint. Kept as the
 *     table's property {@code delta.checkpointInterval}, which its owner may change
 * @param logRetention how long a new table's log, and so time travel, reaches back, default one
 *     day. Kept as the table's property {@code delta.logRetentionDuration}
 * @param hadoop passed through to Hadoop's configuration, for example {@code
 *     fs.azure.account.key.ACCOUNT.dfs.core.windows.net}
 */
public record DeltaSettings(
    @NotBlank String basePath,
    @Min(1) @Max(10_000) Integer checkpointInterval,
    @DurationMin(seconds = 1) @DurationMax(days = 3650) Duration logRetention,
    Map<String, String> hadoop) {

  public DeltaSettings(
      @Nullable String basePath,
      @Nullable Integer checkpointInterval,
      @Nullable Duration logRetention,
      @Nullable Map<String, String> hadoop) {
    this.basePath = basePath == null ? "data/tables" : basePath;
    this.checkpointInterval = checkpointInterval == null ? 20 : checkpointInterval;
    this.logRetention = logRetention == null ? Duration.ofDays(1) : logRetention;
    this.hadoop = hadoop == null ? Map.of() : Map.copyOf(hadoop);
  }

  /** The defaults. */
  public static DeltaSettings defaults() {
    return new DeltaSettings(null, null, null, null);
  }

  /** The defaults, for tables in {@code basePath}. */
  public static DeltaSettings at(String basePath) {
    return at(basePath, Map.of());
  }

  /** The defaults, for tables in {@code basePath} that are reached with Hadoop's settings. */
  public static DeltaSettings at(String basePath, Map<String, String> hadoop) {
    return new DeltaSettings(basePath, null, null, hadoop);
  }

  /** Properties may hold secrets: only their keys are told. */
  @Override
  public String toString() {
    return "DeltaSettings[basePath=%s, checkpointInterval=%d, logRetention=%s, hadoop=%s]"
        .formatted(basePath, checkpointInterval, logRetention, new TreeSet<>(hadoop.keySet()));
  }
}
