package io.headwater.streams.runtime;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stream did in ten seconds.
 *
 * @param timestamp its end
 * @param input of the whole application, as the broker confirms it
 * @param rows counted by this process
 * @param watermark of the slowest of this process's input partitions; null before the first event
 * @param stateBytes what this process's local state takes at the end, files and write buffers
 */
record ProgressStep(
    Instant timestamp,
    long durationMs,
    Counts input,
    Rows rows,
    @Nullable Instant watermark,
    long stateBytes,
    List<InputPartition> sources) {

  ProgressStep {
    sources = List.copyOf(sources);
  }

  /**
   * Records of the input topic.
   *
   * @param inputRowsPerSecond that came into the topic
   * @param processedRowsPerSecond that were read and committed
   */
  record Counts(long numInputRows, double inputRowsPerSecond, double processedRowsPerSecond) {}

  /** What came of them. */
  record Rows(
      long accepted, long rejected, long late, long windows, long anomalies, long alertChanges) {

    static final Rows NONE = new Rows(0, 0, 0, 0, 0, 0);

    Rows minus(Rows before) {
      return new Rows(
          accepted - before.accepted,
          rejected - before.rejected,
          late - before.late,
          windows - before.windows,
          anomalies - before.anomalies,
          alertChanges - before.alertChanges);
    }
  }

  /**
   * One input partition; each offset is that of the next record.
   *
   * @param startOffset committed before the step
   * @param endOffset committed after it
   * @param latestOffset the topic's end after it
   */
  record InputPartition(
      int partition,
      long startOffset,
      long endOffset,
      @JsonIgnore long latestBefore,
      long latestOffset,
      @Nullable Instant watermark) {

    long read() {
      return Math.max(0, endOffset - startOffset);
    }

    long arrived() {
      return Math.max(0, latestOffset - latestBefore);
    }
  }
}
