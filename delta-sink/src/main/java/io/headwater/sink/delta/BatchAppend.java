package io.headwater.sink.delta;

import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.delta.CommitOutcome.AlreadyApplied;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.CommitOutcome.Conflict;
import io.headwater.sink.delta.CommitOutcome.Unknown;
import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends batches by the short way: the table's newest version is known, so the next one is written
 * and published, which the log store lets one writer do only. What Delta's transactions would look
 * for in between does not concern an append that reads nothing: it can only clash with one that
 * moves the same offsets, and with a change of the table itself, and both are seen in the entries
 * that were read since.
 *
 * <p>Not safe for use by several threads at once.
 */
final class BatchAppend {

  private static final Logger LOG = LoggerFactory.getLogger(BatchAppend.class);

  /** Each is lost to another writer of the table; storage that slow has to be waited for. */
  private static final int ATTEMPTS = 20;

  /** Whether a batch is part of the table as it is now, by all its files. */
  @FunctionalInterface
  interface Search {
    boolean finds(List<DataFile> files) throws IOException;
  }

  private final Path root;
  private final String sinkId;
  private final LogTail tail;
  private final UncommittedFiles uncommitted;
  private final Search search;
  private final InstantSource clock;

  BatchAppend(
      Path root,
      String sinkId,
      LogTail tail,
      UncommittedFiles uncommitted,
      Search search,
      InstantSource clock) {
    this.root = root;
    this.sinkId = sinkId;
    this.tail = tail;
    this.uncommitted = uncommitted;
    this.search = search;
    this.clock = clock;
  }

  CommitOutcome commit(List<DataFile> files, List<OffsetAdvance> advances) throws IOException {
    List<SinkTransaction> numbers =
        advances.stream().flatMap(move -> SinkTransaction.of(sinkId, move).stream()).toList();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      tail.follow();
      Optional<CommitOutcome> decided = decided(files, advances, numbers);
      if (decided.isPresent()) {
        return decided.get();
      }
      long version = tail.version() + 1;
      // Until it is known what became of the commit, its files must stay, whatever is thrown.
      uncommitted.inDoubt(files, version);
      try {
        List<String> lines = AppendEntry.lines(tail.version(), files, numbers, clock.millis());
        if (tail.publish(lines, numbers)) {
          uncommitted.settled(files);
          return new Committed(version);
        }
        // Whoever made that version, the next round reads what it is.
      } catch (IOException | RuntimeException | LinkageError e) {
        return afterFailure(version, files, advances, numbers, e);
      }
    }
    throw new IOException(
        "Table %s: %d times in a row another writer was faster".formatted(root, ATTEMPTS));
  }

  /** What the table says already; empty while the commit is still to be made. */
  private Optional<CommitOutcome> decided(
      List<DataFile> files, List<OffsetAdvance> advances, List<SinkTransaction> numbers)
      throws IOException {
    OptionalLong landed = uncommitted.landed(files);
    if (landed.isPresent()) {
      uncommitted.settled(files);
      return Optional.of(new AlreadyApplied(landed.getAsLong()));
    }
    Optional<Conflict> conflict = conflict(advances);
    if (conflict.isEmpty()) {
      return Optional.empty();
    }
    boolean applied =
        files.isEmpty()
            ? numbers.stream().allMatch(number -> found(number).equals(number.version()))
            : search.finds(files);
    if (applied) {
      uncommitted.settled(files);
      return Optional.of(new AlreadyApplied(tail.version()));
    }
    uncommitted.discard(files);
    return Optional.of(conflict.get());
  }

  private Optional<Conflict> conflict(List<OffsetAdvance> advances) {
    for (OffsetAdvance move : advances) {
      List<SinkTransaction> numbers = SinkTransaction.of(sinkId, move);
      if (!numbers.stream().allMatch(number -> found(number).equals(number.expected()))) {
        return Optional.of(new Conflict(move.partition(), move.expected(), found(numbers.get(0))));
      }
    }
    return Optional.empty();
  }

  private OptionalLong found(SinkTransaction number) {
    return tail.transaction(number.appId());
  }

  /**
   * A commit may fail after it landed: the answer of a remote store is lost, the disk is full just
   * behind it. So the table is asked before anything else is believed.
   */
  private CommitOutcome afterFailure(
      long version,
      List<DataFile> files,
      List<OffsetAdvance> advances,
      List<SinkTransaction> numbers,
      Throwable failure)
      throws IOException {
    IOException cause =
        StandaloneTables.failure(
            root, failure instanceof Exception e ? e : new IllegalStateException(failure));
    try {
      tail.follow();
      Optional<CommitOutcome> decided = decided(files, advances, numbers);
      if (decided.isPresent()) {
        LOG.warn(
            "{}: after a failure, the table says {}: {}", root, decided.get(), cause.getMessage());
        return decided.get();
      }
    } catch (IOException | RuntimeException unreadable) {
      cause.addSuppressed(unreadable);
      return new Unknown(cause);
    }
    if (tail.version() >= version || uncommitted.areLocal()) {
      // The version went to somebody else, or a disk has no requests that are still under way.
      uncommitted.settled(files);
      throw cause;
    }
    return new Unknown(cause);
  }
}
