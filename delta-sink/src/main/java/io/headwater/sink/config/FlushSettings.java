package io.headwater.sink.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * {@code headwater.sink}: who this sink is, and when what it buffered becomes a commit: as soon as
 * one of the three limits is reached, for each table on its own.
 *
 * @param id the name under which progress is kept in the tables, and the prefix of the consumer
 *     groups; default {@code headwater}. Another id is another sink, which writes everything again
 * @param flushInterval how old the oldest buffered row may become, default 10 s: how fresh the
 *     tables are
 * @param flushRows how many rows a commit has at most, give or take one poll, default 500,000
 * @param flushBytes how much heap the buffered rows of one table may take by estimate, give or take
 *     one poll, default 128 MB
 * @param onGap what to do when a topic no longer has what a table needs next, default {@code stop}
 */
public record FlushSettings(
    @Pattern(
            regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
            message =
                "must be 1 to 100 letters, digits, dots, underscores or hyphens, the first a letter"
                    + " or digit")
        String id,
    @DurationMin(millis = 10) @DurationMax(hours = 1) Duration flushInterval,
    @Min(1) @Max(50_000_000) Integer flushRows,
    DataSize flushBytes,
    OnGap onGap) {

  private static final DataSize SMALLEST = DataSize.ofKilobytes(64);

  public FlushSettings(
      @Nullable String id,
      @Nullable Duration flushInterval,
      @Nullable Integer flushRows,
      @Nullable DataSize flushBytes,
      @Nullable OnGap onGap) {
    this.id = id == null ? "headwater" : id;
    this.flushInterval = flushInterval == null ? Duration.ofSeconds(10) : flushInterval;
    this.flushRows = flushRows == null ? 500_000 : flushRows;
    this.flushBytes = flushBytes == null ? DataSize.ofMegabytes(128) : flushBytes;
    this.onGap = onGap == null ? OnGap.STOP : onGap;
    if (this.flushBytes.compareTo(SMALLEST) < 0) {
      throw new IllegalArgumentException(
          "headwater.sink.flush-bytes is " + this.flushBytes + ", but must be at least 64KB");
    }
  }

  /** The defaults. */
  public static FlushSettings defaults() {
    return new FlushSettings(null, null, null, null, null);
  }
}
