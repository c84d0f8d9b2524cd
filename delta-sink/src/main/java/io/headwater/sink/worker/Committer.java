package io.headwater.sink.worker;

import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.batch.TableBatch;
import io.headwater.sink.batch.TableBuffer;
import io.headwater.sink.delta.CommitOutcome;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.worker.CommitReport.Move;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a buffer into data files and commits them with its offsets. Files that were written and
 * could not be committed are kept for the next attempt, so that an outage costs one set of files
 * and not one an attempt. They are kept for a day: later a vacuum of somebody else might take them
 * for left behind.
 */
final class Committer {

  private static final Duration KEPT = Duration.ofDays(1);

  /**
   * What an attempt wrote.
   *
   * @param drops of the buffer, when it held these rows
   */
  record Written(long drops, Instant at, List<OffsetAdvance> advances, List<DataFile> files) {}

  /** How an attempt ended, what it was about, and how long its two steps took. */
  record Attempt(CommitOutcome outcome, Written written, Duration write, Duration commit) {

    CommitReport report(Instant at, long version, long unread) {
      List<DataFile> files = written.files();
      return new CommitReport(
          at,
          version,
          files.stream().mapToLong(DataFile::rows).sum(),
          files.size(),
          files.stream().mapToLong(DataFile::sizeBytes).sum(),
          write,
          commit,
          written.advances().stream().map(Attempt::move).toList(),
          unread);
    }

    private static Move move(OffsetAdvance advance) {
      return new Move(
          advance.partition().partition(), advance.expected().orElseThrow(), advance.next());
    }
  }

  private final Target target;
  private final InstantSource clock;
  private @Nullable Written written;

  Committer(Target target, InstantSource clock) {
    this.target = target;
    this.clock = clock;
  }

  /**
   * Commits everything {@code buffer} holds; the buffer is left as it is.
   *
   * @return empty when it holds nothing
   * @throws IOException when storage did not do its part; the buffer's rows are not in the table as
   *     far as can be told, and the call may be repeated
   */
  Optional<Attempt> commit(TableBuffer buffer) throws IOException {
    Optional<TableBatch> batch = buffer.batch();
    if (batch.isEmpty()) {
      abandon();
      return Optional.empty();
    }
    long begin = System.nanoTime();
    Written files = write(batch.get(), buffer.drops());
    long filesDone = System.nanoTime();
    CommitOutcome outcome = target.log().append(files.files(), files.advances());
    if (!(outcome instanceof CommitOutcome.Unknown)) {
      written = null;
    }
    Duration write = Duration.ofNanos(filesDone - begin);
    Duration commit = Duration.ofNanos(System.nanoTime() - filesDone);
    return Optional.of(new Attempt(outcome, files, write, commit));
  }

  /** Gives up files that wait for another attempt. */
  void abandon() {
    if (written != null) {
      target.log().discard(written.files());
      written = null;
    }
  }

  private Written write(TableBatch batch, long drops) throws IOException {
    Instant now = clock.instant();
    // The same offsets are not yet the same rows: those that were dropped are read again, and the
    // topic may have others there by now.
    if (written != null
        && written.drops() == drops
        && written.advances().equals(batch.advances())
        && now.isBefore(written.at().plus(KEPT))) {
      return written;
    }
    abandon();
    Written fresh = new Written(drops, now, batch.advances(), target.files().write(batch.rows()));
    written = fresh;
    return fresh;
  }
}
