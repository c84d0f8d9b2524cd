package io.headwater.sink.runtime;

import io.headwater.sink.worker.TableProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a table is behind its topic, in records and in time. Safe for use by several threads.
 *
 * <p>The oldest record that is not in the table has waited since its timestamp. Of a record that
 * nobody has read yet the timestamp is not known: it is taken for as old as the newest one that was
 * read, but not for older than the moment in which nothing was left to read. So a topic that was
 * silent for a day does not look a day late at its next record.
 */
final class Lag {

  private final Supplier<Map<TopicPartition, Long>> ends;
  private final InstantSource clock;
  private final Map<String, Instant> caughtUp = new ConcurrentHashMap<>();

  /**
   * @param ends the offset behind the last committed record, by partition, as far as it is known
   */
  Lag(Supplier<Map<TopicPartition, Long>> ends, InstantSource clock) {
    this.ends = ends;
    this.clock = clock;
  }

  /**
   * Records of the topic, as far as this process reads it, that are not in the table. Transaction
   * markers count as records until they are passed over.
   *
   * @return empty while it isn't known: before the table's first partition, or when the broker does
   *     not answer
   */
  OptionalLong records(TableProgress table) {
    Map<TopicPartition, Long> known = ends.get();
    if (table.committed().isEmpty() || !known.keySet().containsAll(table.committed().keySet())) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        table.committed().entrySet().stream()
            .mapToLong(next -> Math.max(0, known.get(next.getKey()) - next.getValue()))
            .sum());
  }

  /** For how long the oldest record that is not in the table has waited; empty while unknown. */
  Optional<Duration> age(TableProgress table) {
    OptionalLong records = records(table);
    if (records.isEmpty()) {
      return Optional.empty();
    }
    return records.getAsLong() == 0
        ? Optional.of(Duration.ZERO)
        : oldest(table).map(this::elapsedSince);
  }

  /** For how long the oldest row that was read has waited for its commit; zero when none does. */
  Duration unflushed(TableProgress table) {
    return table.buffered().since().map(this::elapsedSince).orElse(Duration.ZERO);
  }

  /** To be told every second or so: remembers which tables have everything. */
  void look(List<TableProgress> tables) {
    for (TableProgress table : tables) {
      OptionalLong records = records(table);
      if (records.isPresent() && records.getAsLong() == 0) {
        caughtUp.put(table.table(), clock.instant());
      }
    }
  }

  private Optional<Instant> oldest(TableProgress table) {
    if (table.buffered().oldestRecord().isPresent()) {
      return table.buffered().oldestRecord();
    }
    Optional<Instant> last = Optional.ofNullable(caughtUp.get(table.table()));
    Optional<Instant> newest = table.newestRecord();
    return last.isPresent() && newest.isPresent()
        ? Optional.of(last.get().isAfter(newest.get()) ? last.get() : newest.get())
        : last.or(() -> newest);
  }

  private Duration elapsedSince(Instant time) {
    Duration elapsed = Duration.between(time, clock.instant());
    return elapsed.isNegative() ? Duration.ZERO : elapsed;
  }
}
