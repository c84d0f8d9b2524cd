package io.headwater.sink.delta;

import static java.util.Collections.disjoint;

import io.headwater.sink.delta.EntryStore.Mark;
import io.headwater.sink.delta.ReplaceOutcome.Outdated;
import io.headwater.sink.delta.ReplaceOutcome.Replaced;
import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts files in the place of others in one atomic commit. An append and such a commit pass each
 * other; two that remove the same file exclude each other.
 *
 * <p>What may have changed between the version that was looked at and the one that is made is read
 * entry by entry: only one that removes a file of ours, or redefines the table, is of concern.
 */
final class FileReplacement {

  private static final Logger LOG = LoggerFactory.getLogger(FileReplacement.class);

  /** How often the whole table is looked at, and how many entries are read behind each look. */
  private static final int LOOKS = 3;

  private static final int ENTRIES = 100;

  /**
   * The table as it is.
   *
   * @param files by path
   */
  record Table(long version, Map<String, ActiveFile> files, int checkpointInterval) {}

  /** Reads the whole table, and looks whether it can be written to. */
  @FunctionalInterface
  interface Look {
    Table at() throws IOException;
  }

  private final Path root;
  private final EntryStore entries;
  private final Look look;
  private final UncommittedFiles uncommitted;
  private final Checkpoints checkpoints;
  private final InstantSource clock;

  FileReplacement(
      Path root,
      EntryStore entries,
      Look look,
      UncommittedFiles uncommitted,
      Checkpoints checkpoints,
      InstantSource clock) {
    this.root = root;
    this.entries = entries;
    this.look = look;
    this.uncommitted = uncommitted;
    this.checkpoints = checkpoints;
    this.clock = clock;
  }

  ReplaceOutcome commit(List<ActiveFile> removed, List<DataFile> added) throws IOException {
    requireSameRows(removed, added);
    Set<String> paths = removed.stream().map(ActiveFile::path).collect(Collectors.toSet());
    for (int attempt = 1; attempt <= LOOKS; attempt++) {
      Table table = look.at();
      Optional<ReplaceOutcome> settled = settled(table, paths, added);
      if (settled.isEmpty()) {
        settled = publish(table, paths, added);
      }
      if (settled.isPresent()) {
        if (settled.get() instanceof Replaced replaced) {
          checkpoints.made(replaced.version(), table.checkpointInterval());
        }
        return settled.get();
      }
    }
    throw new IOException(
        "Table %s: other writers were faster all the time; the files are rewritten later"
            .formatted(root));
  }

  /** Empty when the table has to be looked at again. */
  private Optional<ReplaceOutcome> publish(Table table, Set<String> paths, List<DataFile> added)
      throws IOException {
    List<ActiveFile> removed = paths.stream().map(table.files()::get).toList();
    List<String> lines = ReplaceEntry.lines(table.version(), removed, added, clock.millis());
    long last = table.version() + ENTRIES;
    for (long version = table.version() + 1; version <= last; version++) {
      Optional<LogEntry> taken;
      try {
        Mark below = entries.mark(version - 1).orElseThrow(FileReplacement::cleanedUp);
        // Until it is known what became of the commit, its files must stay, whatever is thrown.
        uncommitted.inDoubt(added, version);
        if (entries.publish(version, below, lines)) {
          uncommitted.settled(added);
          return Optional.of(new Replaced(version));
        }
        taken = Optional.of(entries.read(version).orElseThrow(FileReplacement::cleanedUp));
      } catch (IOException | RuntimeException | LinkageError e) {
        return Optional.of(afterFailure(version, paths, added, e));
      }
      // That version may be our own after all: the answer of an earlier attempt was lost.
      uncommitted.settle(version, taken.get());
      if (uncommitted.landed(added).isPresent()) {
        uncommitted.settled(added);
        return Optional.of(new Replaced(version));
      }
      if (taken.get().redefinesTable() || !disjoint(taken.get().removedPaths(), paths)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Empty while the commit is still to be made. */
  private Optional<ReplaceOutcome> settled(Table table, Set<String> removed, List<DataFile> added) {
    if (added.stream().anyMatch(file -> table.files().containsKey(file.relativePath()))) {
      uncommitted.settled(added);
      return Optional.of(new Replaced(table.version())); // by an attempt whose answer was lost
    }
    Optional<String> gone =
        removed.stream().filter(path -> !table.files().containsKey(path)).findFirst();
    gone.ifPresent(path -> uncommitted.discard(added));
    return gone.map(Outdated::new);
  }

  /** As after a failed append: a commit may fail after it landed, so the table is asked first. */
  private ReplaceOutcome afterFailure(
      long version, Set<String> removed, List<DataFile> added, Throwable failure)
      throws IOException {
    IOException cause =
        StandaloneTables.failure(
            root, failure instanceof Exception e ? e : new IllegalStateException(failure));
    try {
      Table now = look.at();
      // Should the files be gone again, another compaction may have removed them: they stay then.
      Optional<ReplaceOutcome> settled = settled(now, removed, added);
      if (settled.isPresent()) {
        LOG.warn(
            "{}: after a failure of a compaction, the table says {}: {}",
            root,
            settled.get(),
            cause.getMessage());
        return settled.get();
      }
      // The version went to somebody else, or a disk has no requests that are still under way.
      if (now.version() >= version || uncommitted.areLocal()) {
        uncommitted.settled(added);
      }
    } catch (IOException | RuntimeException unreadable) {
      cause.addSuppressed(unreadable);
    }
    throw cause;
  }

  private static IOException cleanedUp() {
    return new IOException("the log was cleaned up while this process stood still");
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
