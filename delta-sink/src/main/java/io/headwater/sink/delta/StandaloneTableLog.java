package io.headwater.sink.delta;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.data.CloseableIterator;
import io.delta.storage.LogStore;
import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.delta.CommitOutcome.AlreadyApplied;
import io.headwater.sink.delta.CommitOutcome.Committed;
import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.common.TopicPartition;

/**
 * A table's log: Delta Standalone reads it, appends go the short way.
 *
 * @see BatchAppend
 */
final class StandaloneTableLog implements TableLog {

  private final Configuration hadoop;
  private final Path root;
  private final String sinkId;
  private final Consumer<Metadata> requirement;
  private final LogTail tail;
  private final BatchAppend append;
  private final FileReplacement replacement;
  private final Checkpoints checkpoints;
  private final UncommittedFiles uncommitted;

  /**
   * @param requirement throws {@link IncompatibleTable} when the table was changed so that it no
   *     longer takes what is appended
   * @param background where checkpoints are written
   */
  StandaloneTableLog(
      Configuration hadoop,
      Path root,
      LogStore store,
      String sinkId,
      Consumer<Metadata> requirement,
      Executor background) {
    this.hadoop = hadoop;
    this.root = root;
    this.sinkId = sinkId;
    this.requirement = requirement;
    InstantSource clock = InstantSource.system();
    uncommitted = new UncommittedFiles(hadoop, root);
    EntryStore entries = new EntryStore(store, root, hadoop);
    tail = new LogTail(entries, this::load, uncommitted);
    append = new BatchAppend(root, sinkId, tail, uncommitted, this::finds, clock);
    checkpoints = new Checkpoints(hadoop, root, background);
    replacement = new FileReplacement(root, entries, this::look, uncommitted, checkpoints, clock);
  }

  @Override
  public CommittedOffsets committed(Collection<TopicPartition> partitions) throws IOException {
    try {
      tail.follow();
      return offsets(tail.version(), tail::transaction, partitions);
    } catch (IOException e) {
      throw StandaloneTables.failure(root, e);
    }
  }

  @Override
  public TableSnapshot snapshot(Collection<TopicPartition> partitions) throws IOException {
    try {
      Snapshot snapshot = freshSnapshot(freshLog());
      Map<String, Long> transactions = StandaloneInternals.transactions(snapshot);
      CommittedOffsets offsets =
          offsets(
              snapshot.getVersion(),
              appId -> SinkTransaction.version(transactions.getOrDefault(appId, -1L)),
              partitions);
      return new TableSnapshot(activeFiles(snapshot), offsets);
    } catch (Exception e) {
      throw StandaloneTables.failure(root, e);
    }
  }

  @Override
  public CommitOutcome append(List<DataFile> files, List<OffsetAdvance> advances)
      throws IOException {
    CommitOutcome outcome = append.commit(files, advances);
    if (outcome instanceof Committed committed) {
      checkpoints.made(committed.version(), tail.checkpointInterval());
    } else if (outcome instanceof AlreadyApplied applied) {
      checkpoints.made(applied.version(), tail.checkpointInterval());
    }
    return outcome;
  }

  @Override
  public ReplaceOutcome replace(List<ActiveFile> removed, List<DataFile> added) throws IOException {
    return replacement.commit(removed, added);
  }

  @Override
  public void discard(List<DataFile> files) {
    uncommitted.discard(files);
  }

  @Override
  public String location() {
    return root.toString();
  }

  /** All of the table, read afresh: what the short way of an append starts from. */
  private LogTail.State load() throws IOException {
    try {
      DeltaLog fresh = freshLog();
      Snapshot snapshot = freshSnapshot(fresh);
      StandaloneInternals.requireWritable(fresh, snapshot);
      requirement.accept(snapshot.getMetadata());
      return new LogTail.State(
          snapshot.getVersion(),
          StandaloneInternals.transactions(snapshot),
          StandaloneInternals.checkpointInterval(fresh));
    } catch (Exception e) {
      throw StandaloneTables.failure(root, e);
    }
  }

  private boolean finds(List<DataFile> files) throws IOException {
    try {
      return activeFiles(freshLog().snapshot()).stream()
          .anyMatch(file -> file.path().equals(files.get(0).relativePath()));
    } catch (Exception e) {
      throw StandaloneTables.failure(root, e);
    }
  }

  private FileReplacement.Table look() throws IOException {
    try {
      DeltaLog fresh = freshLog();
      Snapshot snapshot = freshSnapshot(fresh);
      StandaloneInternals.requireWritable(fresh, snapshot);
      return new FileReplacement.Table(
          snapshot.getVersion(),
          activeFiles(snapshot).stream()
              .collect(Collectors.toMap(ActiveFile::path, Function.identity())),
          StandaloneInternals.checkpointInterval(fresh));
    } catch (Exception e) {
      throw StandaloneTables.failure(root, e);
    }
  }

  private static Snapshot freshSnapshot(DeltaLog fresh) throws IOException {
    Snapshot snapshot = fresh.snapshot();
    if (snapshot.getVersion() < 0) {
      throw new IOException("the table is gone: its _delta_log folder is missing or empty");
    }
    return snapshot;
  }

  /** One that was held would list the log from where it stood, however long ago that was. */
  private DeltaLog freshLog() {
    return DeltaLog.forTable(hadoop, root);
  }

  private CommittedOffsets offsets(
      long version,
      Function<String, OptionalLong> transactions,
      Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> next = new HashMap<>();
    Map<TopicPartition, Incarnation> incarnations = new HashMap<>();
    for (TopicPartition partition : partitions) {
      transactions
          .apply(SinkTransactionId.of(sinkId, partition).appId())
          .ifPresent(offset -> next.put(partition, offset));
      Incarnation incarnation = SinkTransaction.incarnation(sinkId, partition, transactions);
      if (!incarnation.equals(Incarnation.UNKNOWN)) {
        incarnations.put(partition, incarnation);
      }
    }
    return new CommittedOffsets(version, next, incarnations);
  }

  static List<ActiveFile> activeFiles(Snapshot snapshot) throws IOException {
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
