package io.headwater.sink.delta;

import io.delta.standalone.CommitResult;
import io.delta.standalone.DeltaLog;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.exceptions.DeltaConcurrentModificationException;
import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.delta.CommitOutcome.AlreadyApplied;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.delta.CommitOutcome.Conflict;
import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table's log over Delta Standalone. */
final class StandaloneTableLog implements TableLog {

  private static final Logger LOG = LoggerFactory.getLogger(StandaloneTableLog.class);

  /** Standalone settles races between different sinks itself; few are left for us. */
  private static final int ATTEMPTS = 10;

  private final Configuration hadoop;
  private final Path root;
  private final DeltaLog log;
  private final String sinkId;
  private final UncommittedFiles uncommitted;
  private final FileReplacement replacement;

  StandaloneTableLog(Configuration hadoop, Path root, DeltaLog log, String sinkId) {
    this.hadoop = hadoop;
    this.root = root;
    this.log = log;
    this.sinkId = sinkId;
    this.uncommitted = new UncommittedFiles(hadoop, root);
    this.replacement = new FileReplacement(hadoop, root, uncommitted, InstantSource.system());
  }

  @Override
  public CommittedOffsets committed(Collection<TopicPartition> partitions) throws IOException {
    try {
      return offsets(begin(log), partitions);
    } catch (Exception e) {
      throw StandaloneTables.failure(root, e);
    }
  }

  @Override
  public TableSnapshot snapshot(Collection<TopicPartition> partitions) throws IOException {
    try {
      OptimisticTransaction transaction = begin(log);
      CommittedOffsets offsets = offsets(transaction, partitions);
      // Somebody may have committed since: the files are to be those of the same version.
      Snapshot latest = log.snapshot();
      Snapshot snapshot =
          latest.getVersion() == offsets.version()
              ? latest
              : log.getSnapshotForVersionAsOf(offsets.version());
      return new TableSnapshot(activeFiles(snapshot), offsets);
    } catch (Exception e) {
      throw StandaloneTables.failure(root, e);
    }
  }

  @Override
  public CommitOutcome append(List<DataFile> files, List<OffsetAdvance> advances)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      OptimisticTransaction transaction;
      try {
        transaction = begin(log);
        // Asked of the very transaction that is committed: Delta then lets the commit fail if
        // somebody else moves one of these offsets in between.
        Optional<Conflict> conflict = conflict(transaction, advances);
        if (conflict.isPresent()) {
          return applied(files, advances).orElseGet(() -> lost(conflict.get(), files));
        }
      } catch (Exception e) {
        throw StandaloneTables.failure(root, e);
      }
      // Until it is known what became of the commit, its files must stay, whatever is thrown.
      uncommitted.inDoubt(files);
      try {
        CommitResult result =
            transaction.commit(
                AppendActions.of(sinkId, files, advances),
                AppendActions.operation(files),
                StandaloneTables.ENGINE);
        uncommitted.settled(files);
        return new Committed(result.getVersion());
      } catch (DeltaConcurrentModificationException e) {
        // Another writer was faster and nothing was written: the next round sees what it did.
        if (attempt == ATTEMPTS) {
          throw StandaloneTables.failure(root, e);
        }
      } catch (Exception | LinkageError e) {
        return afterFailure(files, advances, e);
      }
    }
  }

  @Override
  public ReplaceOutcome replace(List<ActiveFile> removed, List<DataFile> added) throws IOException {
    return replacement.commit(log, removed, added);
  }

  @Override
  public void discard(List<DataFile> files) {
    uncommitted.discard(files);
  }

  @Override
  public String location() {
    return root.toString();
  }

  /**
   * A commit may throw after it landed: when the checkpoint behind it fails, or the answer of a
   * remote store is lost. So the table is asked before anything else is believed.
   */
  private CommitOutcome afterFailure(
      List<DataFile> files, List<OffsetAdvance> advances, Throwable failure) throws IOException {
    Exception cause = failure instanceof Exception e ? e : new IllegalStateException(failure);
    try {
      Optional<CommitOutcome> applied = applied(files, advances);
      if (applied.isPresent()) {
        LOG.warn("{}: a commit landed and failed behind that: {}", root, failure.toString());
        return applied.get();
      }
      Optional<Conflict> conflict = conflict(begin(freshLog()), advances);
      if (conflict.isPresent()) {
        return lost(conflict.get(), files);
      }
    } catch (Exception unreadable) {
      cause.addSuppressed(unreadable);
      throw StandaloneTables.failure(root, cause);
    }
    // A remote store may still carry out a request whose answer we gave up waiting for.
    if (uncommitted.areLocal()) {
      uncommitted.settled(files);
    }
    throw StandaloneTables.failure(root, cause);
  }

  /** Whether this very batch is in the table: its files are, or at least all its offsets. */
  private Optional<CommitOutcome> applied(List<DataFile> files, List<OffsetAdvance> advances)
      throws IOException {
    DeltaLog fresh = freshLog();
    OptimisticTransaction transaction = begin(fresh);
    boolean landed =
        files.isEmpty()
            ? advances.stream()
                .flatMap(move -> SinkTransaction.of(sinkId, move).stream())
                .allMatch(number -> version(transaction, number).equals(number.version()))
            : activeFiles(fresh.snapshot()).stream()
                .anyMatch(file -> file.path().equals(files.get(0).relativePath()));
    if (!landed) {
      return Optional.empty();
    }
    uncommitted.settled(files);
    return Optional.of(new AlreadyApplied(transaction.readVersion()));
  }

  private CommitOutcome lost(Conflict conflict, List<DataFile> files) {
    uncommitted.settled(files);
    uncommitted.discard(files);
    return conflict;
  }

  private Optional<Conflict> conflict(
      OptimisticTransaction transaction, List<OffsetAdvance> advances) {
    Optional<Conflict> first = Optional.empty();
    for (OffsetAdvance move : advances) {
      // Every number is asked for, even after a difference: asking is what protects it.
      boolean differs = false;
      for (SinkTransaction number : SinkTransaction.of(sinkId, move)) {
        differs |= !version(transaction, number).equals(number.expected());
      }
      if (first.isEmpty() && differs) {
        OptionalLong found = version(transaction, SinkTransaction.of(sinkId, move).get(0));
        first = Optional.of(new Conflict(move.partition(), move.expected(), found));
      }
    }
    return first;
  }

  private OptimisticTransaction begin(DeltaLog from) throws IOException {
    OptimisticTransaction transaction = from.startTransaction();
    if (transaction.readVersion() < 0) {
      throw new IOException("the table is gone: its _delta_log folder is missing or empty");
    }
    return transaction;
  }

  private DeltaLog freshLog() {
    return DeltaLog.forTable(hadoop, root);
  }

  private CommittedOffsets offsets(
      OptimisticTransaction transaction, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> next = new HashMap<>();
    Map<TopicPartition, Incarnation> incarnations = new HashMap<>();
    for (TopicPartition partition : partitions) {
      String appId = SinkTransactionId.of(sinkId, partition).appId();
      SinkTransaction.version(transaction.txnVersion(appId))
          .ifPresent(offset -> next.put(partition, offset));
      Incarnation incarnation =
          SinkTransaction.incarnation(sinkId, partition, transaction::txnVersion);
      if (!incarnation.equals(Incarnation.UNKNOWN)) {
        incarnations.put(partition, incarnation);
      }
    }
    return new CommittedOffsets(transaction.readVersion(), next, incarnations);
  }

  private static OptionalLong version(OptimisticTransaction transaction, SinkTransaction number) {
    return SinkTransaction.version(transaction.txnVersion(number.appId()));
  }

  private static List<ActiveFile> activeFiles(Snapshot snapshot) throws IOException {
    List<ActiveFile> files = new ArrayList<>();
    try (CloseableIterator<AddFile> all = snapshot.scan().getFiles()) {
      while (all.hasNext()) {
        AddFile file = all.next();
        files.add(
            new ActiveFile(
                file.getPath(),
                file.getPartitionValues(),
                file.getSize(),
                file.getModificationTime(),
                file.getStats()));
      }
    }
    return files;
  }
}
