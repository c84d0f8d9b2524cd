package io.headwater.sink.maintain;

import java.time.Duration;

/**
 * What a vacuum is to do.
 *
 * @param retention files that were needed within it stay; a table's own {@code
 *     delta.deletedFileRetentionDuration} counts if it is longer, unless it is forced
 */
public record VacuumRequest(Duration retention, Mode mode, Guard guard) {

  /** Below it a vacuum has to be forced: readers and long commits may need what it deletes. */
  public static final Duration SAFE_RETENTION = Duration.ofDays(7);

  /** Whether anything is deleted. */
  public enum Mode {
    /** Only says what would be. */
    DRY_RUN,
    DELETE
  }

  /** Who answers for a short retention. */
  public enum Guard {
    /** Nobody, so there is none. */
    SAFE,
    /** The caller, who knows that nobody reads old versions and nobody writes just now. */
    FORCED
  }

  /**
   * @throws IllegalArgumentException when the retention is short and not forced: a sentence
   */
  public VacuumRequest {
    if (retention.isNegative()) {
      throw new IllegalArgumentException("A retention cannot be negative: " + retention);
    }
    if (guard == Guard.SAFE && retention.compareTo(SAFE_RETENTION) < 0) {
      throw new IllegalArgumentException(
          "A retention of %d h is shorter than 7 days: readers of older versions and writers that have not committed yet could lose files they need. If there are none, force it"
              .formatted(retention.toHours()));
    }
  }
}
