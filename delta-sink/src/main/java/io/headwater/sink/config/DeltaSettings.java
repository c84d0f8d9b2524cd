package io.headwater.sink.config;

import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.delta}: where the tables are.
 *
 * @param basePath the folder of all tables, a local path or any URI Hadoop has a file system for;
 *     default {@code data/tables}
 * @param hadoop passed through to Hadoop's configuration, for example {@code
 *     fs.azure.account.key.ACCOUNT.dfs.core.windows.net}
 */
public record DeltaSettings(@NotBlank String basePath, Map<String, String> hadoop) {

  public DeltaSettings(@Nullable String basePath, @Nullable Map<String, String> hadoop) {
    this.basePath = basePath == null ? "data/tables" : basePath;
    this.hadoop = hadoop == null ? Map.of() : Map.copyOf(hadoop);
  }

  /** The defaults. */
  public static DeltaSettings defaults() {
    return new DeltaSettings(null, null);
  }

  /** The defaults, but with the tables in {@code basePath}. */
  public static DeltaSettings at(String basePath) {
    return at(basePath, Map.of());
  }

  /** The defaults, but with the tables in {@code basePath}, reached with {@code hadoop}. */
  public static DeltaSettings at(String basePath, Map<String, String> hadoop) {
    return new DeltaSettings(basePath, hadoop);
  }

  /** Properties may hold secrets: only their keys are told. */
  @Override
  public String toString() {
    return "DeltaSettings[basePath=%s, hadoop=%s]"
        .formatted(basePath, new TreeSet<>(hadoop.keySet()));
  }
}
