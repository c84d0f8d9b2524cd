package io.headwater.streams.runtime;

import io.headwater.streams.runtime.BrokerProgress.Answer;
import io.headwater.streams.runtime.ProgressStep.Counts;
import io.headwater.streams.runtime.ProgressStep.InputPartition;
import io.headwater.streams.runtime.ProgressStep.Rows;
import io.headwater.streams.time.PartitionProgress.Confirmed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stream's progress in steps of ten seconds: of each what was read and what came of it, as
 * Spark tells it of a query's batches. Hears the broker's answers on one thread, is read by any.
 */
final class ProgressJournal {

  static final Duration STEP = Duration.ofSeconds(10);
  static final int KEPT = 100;

  private final Supplier<Rows> rows;
  private final Watermarks watermarks;
  private final Supplier<Long> stateBytes;
  private final Deque<ProgressStep> recent = new ArrayDeque<>();
  private @Nullable Answer from;
  private Rows before = Rows.NONE;

  /**
   * @param rows counted since the process started
   * @param stateBytes what the local state takes
   */
  ProgressJournal(Supplier<Rows> rows, Watermarks watermarks, Supplier<Long> stateBytes) {
    this.rows = rows;
    this.watermarks = watermarks;
    this.stateBytes = stateBytes;
  }

  /** The broker has answered; a step ends when it has lasted long enough. */
  synchronized void heard(Answer answer) {
    Answer start = from;
    if (start == null) {
      begin(answer, rows.get());
      return;
    }
    Duration took = Duration.between(start.at(), answer.at());
    if (took.compareTo(STEP) >= 0) {
      Rows now = rows.get();
      recent.addLast(step(start, answer, took, now.minus(before)));
      if (recent.size() > KEPT) {
        recent.removeFirst();
      }
      begin(answer, now);
    }
  }

  /** The last steps, the newest last; empty in the first ten seconds. */
  synchronized List<ProgressStep> recent() {
    return List.copyOf(recent);
  }

  /** The newest step. */
  synchronized Optional<ProgressStep> last() {
    return Optional.ofNullable(recent.peekLast());
  }

  private void begin(Answer answer, Rows counted) {
    from = answer;
    before = counted;
  }

  private ProgressStep step(Answer start, Answer end, Duration took, Rows counted) {
    double seconds = took.toMillis() / 1_000.0;
    Map<Integer, Confirmed> earlier = start.partitions();
    List<InputPartition> partitions =
        new TreeMap<>(end.partitions())
            .entrySet().stream()
                .map(each -> partition(each.getKey(), earlier.get(each.getKey()), each.getValue()))
                .toList();
    return new ProgressStep(
        end.at(),
        took.toMillis(),
        new Counts(
            partitions.stream().mapToLong(InputPartition::read).sum(),
            partitions.stream().mapToLong(InputPartition::arrived).sum() / seconds,
            partitions.stream().mapToLong(InputPartition::read).sum() / seconds),
        counted,
        slowest(partitions).orElse(null),
        stateBytes.get(),
        partitions);
  }

  private InputPartition partition(int number, @Nullable Confirmed before, Confirmed now) {
    Confirmed start = before == null ? now : before;
    return new InputPartition(
        number,
        Math.max(0, start.committedOffset()),
        Math.max(0, now.committedOffset()),
        start.endOffset(),
        now.endOffset(),
        watermarks.of(number).orElse(null));
  }

  private static Optional<Instant> slowest(List<InputPartition> partitions) {
    return partitions.stream()
        .map(InputPartition::watermark)
        .flatMap(Stream::ofNullable)
        .min(Instant::compareTo);
  }
}
