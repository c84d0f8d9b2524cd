package io.headwater.streams.runtime;

import io.headwater.streams.runtime.BrokerProgress.Answer;
import io.headwater.streams.time.PartitionProgress.Confirmed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How the stream is getting on, for those who show it. Answers from memory: what the broker said
 * within the last seconds. Safe for use by several threads.
 */
public final class StreamsProgress {

  private final StreamStatus status;
  private final BrokerProgress progress;

  StreamsProgress(StreamStatus status, BrokerProgress progress) {
    this.status = status;
    this.progress = progress;
  }

  /**
   * How far one input partition has been read, by the whole application.
   *
   * @param consumed the next offset to read, as committed, or the first there is
   * @param end the offset after the last record
   * @param lag what is between them
   */
  public record PartitionLag(int partition, long consumed, long end, long lag) {}

  /** Where the stream is in its life. */
  public StreamState state() {
    return status.state();
  }

  /** Whether it runs and Kafka answers. */
  public boolean isReady() {
    return state() instanceof StreamState.Running;
  }

  /** Why the stream died; empty as long as it didn't. */
  public Optional<String> failure() {
    return status.causeOfDeath();
  }

  /**
   * Waits until the stream has died or stopped.
   *
   * @return false when it still lives after {@code timeout}
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return status.awaitEnd(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How far each input partition has been read, by partition; empty before the first answer. */
  public List<PartitionLag> partitions() {
    return latest()
        .map(
            answer ->
                new TreeMap<>(answer.partitions())
                    .entrySet().stream().map(StreamsProgress::lag).toList())
        .orElse(List.of());
  }

  /** Input records that wait to be read, in all partitions; empty before the first answer. */
  public OptionalLong inputLag() {
    List<PartitionLag> partitions = partitions();
    return partitions.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(partitions.stream().mapToLong(PartitionLag::lag).sum());
  }

  /** Input records read a second, over the last ten seconds; empty before the second answer. */
  public OptionalDouble inputRate() {
    List<Answer> recent = progress.recent();
    if (recent.size() < 2) {
      return OptionalDouble.empty();
    }
    Answer oldest = recent.get(0);
    Answer newest = recent.get(recent.size() - 1);
    double seconds = Duration.between(oldest.at(), newest.at()).toMillis() / 1_000.0;
    return seconds <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, consumed(newest) - consumed(oldest)) / seconds);
  }

  private Optional<Answer> latest() {
    List<Answer> recent = progress.recent();
    return recent.isEmpty() ? Optional.empty() : Optional.of(recent.get(recent.size() - 1));
  }

  private static long consumed(Answer answer) {
    return answer.partitions().values().stream()
        .mapToLong(confirmed -> Math.max(0, confirmed.committedOffset()))
        .sum();
  }

  private static PartitionLag lag(Map.Entry<Integer, Confirmed> entry) {
    Confirmed confirmed = entry.getValue();
    long consumed = confirmed.committedOffset();
    return new PartitionLag(
        entry.getKey(),
        consumed,
        confirmed.endOffset(),
        Math.max(0, confirmed.endOffset() - Math.max(0, consumed)));
  }
}
