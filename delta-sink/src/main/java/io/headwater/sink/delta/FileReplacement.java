package io.headwater.sink.delta;

import io.delta.standalone.CommitResult;
import io.delta.standalone.DeltaLog;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.exceptions.DeltaConcurrentModificationException;
import io.headwater.sink.delta.ReplaceOutcome.Outdated;
import io.headwater.sink.delta.ReplaceOutcome.Replaced;
import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts files in the place of others in one atomic commit. Delta lets such a commit and an append
 * pass each other; two that remove the same file exclude each other.
 */
final class FileReplacement {

  private static final Logger LOG = LoggerFactory.getLogger(FileReplacement.class);
  private static final int ATTEMPTS = 10;

  private final Configuration hadoop;
  private final Path root;
  private final UncommittedFiles uncommitted;
  private final InstantSource clock;

  FileReplacement(
      Configuration hadoop, Path root, UncommittedFiles uncommitted, InstantSource clock) {
    this.hadoop = hadoop;
    this.root = root;
    this.uncommitted = uncommitted;
    this.clock = clock;
  }

  ReplaceOutcome commit(DeltaLog log, List<ActiveFile> removed, List<DataFile> added)
      throws IOException {
    requireSameRows(removed, added);
    Set<String> paths = removed.stream().map(ActiveFile::path).collect(Collectors.toSet());
    for (int attempt = 1; ; attempt++) {
      OptimisticTransaction transaction;
      Map<String, AddFile> active;
      try {
        transaction = log.startTransaction();
        active = active(log, transaction.readVersion());
        Optional<ReplaceOutcome> settled = settled(active, transaction.readVersion(), paths, added);
        if (settled.isPresent()) {
          return settled.get();
        }
      } catch (Exception e) {
        throw StandaloneTables.failure(root, e);
      }
      active.keySet().retainAll(paths);
      // Until it is known what became of the commit, its files must stay, whatever is thrown.
      uncommitted.inDoubt(added);
      try {
        CommitResult result =
            transaction.commit(
                ReplaceActions.of(active.values(), added, clock.millis()),
                ReplaceActions.operation(active.values(), added),
                StandaloneTables.ENGINE);
        uncommitted.settled(added);
        return new Replaced(result.getVersion());
      } catch (DeltaConcurrentModificationException e) {
        // Another writer was faster and nothing was written: the next round sees what it did.
        uncommitted.settled(added);
        if (attempt == ATTEMPTS) {
          throw StandaloneTables.failure(root, e);
        }
      } catch (Exception | LinkageError e) {
        return afterFailure(paths, added, e);
      }
    }
  }

  /** Empty while the commit is still to be made. */
  private Optional<ReplaceOutcome> settled(
      Map<String, AddFile> active, long version, Set<String> removed, List<DataFile> added)
      throws IOException {
    if (version < 0) {
      throw new IOException("the table is gone: its _delta_log folder is missing or empty");
    }
    if (added.stream().anyMatch(file -> active.containsKey(file.relativePath()))) {
      uncommitted.settled(added);
      return Optional.of(new Replaced(version)); // by an attempt whose answer was lost
    }
    Optional<String> gone = removed.stream().filter(path -> !active.containsKey(path)).findFirst();
    gone.ifPresent(path -> uncommitted.discard(added));
    return gone.map(Outdated::new);
  }

  /** As after a failed append: a commit may throw after it landed, so the table is asked first. */
  private ReplaceOutcome afterFailure(Set<String> removed, List<DataFile> added, Throwable failure)
      throws IOException {
    Exception cause = failure instanceof Exception e ? e : new IllegalStateException(failure);
    try {
      DeltaLog fresh = DeltaLog.forTable(hadoop, root);
      long version = fresh.snapshot().getVersion();
      // Should the files be gone again, another compaction may have removed them: they stay then.
      Optional<ReplaceOutcome> settled = settled(active(fresh, version), version, removed, added);
      if (settled.isPresent()) {
        LOG.warn(
            "{}: a compaction is {} after a failure: {}", root, settled.get(), cause.toString());
        return settled.get();
      }
    } catch (Exception unreadable) {
      cause.addSuppressed(unreadable);
      throw StandaloneTables.failure(root, cause);
    }
    // A remote store may still carry out a request whose answer we gave up waiting for.
    if (uncommitted.areLocal()) {
      uncommitted.settled(added);
    }
    throw StandaloneTables.failure(root, cause);
  }

  private static Map<String, AddFile> active(DeltaLog log, long version) throws IOException {
    Map<String, AddFile> active = new HashMap<>();
    if (version < 0) {
      return active;
    }
    Snapshot latest = log.snapshot();
    Snapshot snapshot =
        latest.getVersion() == version ? latest : log.getSnapshotForVersionAsOf(version);
    try (CloseableIterator<AddFile> files = snapshot.scan().getFiles()) {
      while (files.hasNext()) {
        AddFile file = files.next();
        active.put(file.getPath(), file);
      }
    }
    return active;
  }

  /** The last guard: whoever rewrote the files has counted them, and so have their statistics. */
  private void requireSameRows(List<ActiveFile> removed, List<DataFile> added) {
    OptionalLong before = rows(removed);
    long after = added.stream().mapToLong(DataFile::rows).sum();
    if (added.isEmpty() || before.isEmpty() || before.getAsLong() != after) {
      throw new IllegalArgumentException(
          "Table %s: %d files with %s rows cannot be replaced by %d files with %d rows"
              .formatted(
                  root,
                  removed.size(),
                  before.isPresent() ? Long.toString(before.getAsLong()) : "an unknown number of",
                  added.size(),
                  after));
    }
  }

  private static OptionalLong rows(List<ActiveFile> files) {
    long sum = 0;
    for (ActiveFile file : files) {
      OptionalLong rows = file.rows();
      if (rows.isEmpty()) {
        return rows;
      }
      sum += rows.getAsLong();
    }
    return OptionalLong.of(sum);
  }
}
