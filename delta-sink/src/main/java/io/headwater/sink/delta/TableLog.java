package io.headwater.sink.delta;

import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.parquet.DataFile;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * One Delta table as a sink sees it: what it holds, and how far the sink got.
 *
 * <p>Every method reads the table afresh. An {@link IOException} means that storage did not do its
 * part; the call may be repeated. Not safe for use by several threads at once; several logs of one
 * table, in this process or others, are.
 */
public interface TableLog {

  /**
   * Where this sink stands in {@code partitions}.
   *
   * @throws IOException when the table cannot be read
   */
  CommittedOffsets committed(Collection<TopicPartition> partitions) throws IOException;

  /**
   * The table's files and where this sink stands in {@code partitions}, both at one version.
   *
   * @throws IOException when the table cannot be read
   */
  TableSnapshot snapshot(Collection<TopicPartition> partitions) throws IOException;

  /**
   * Adds {@code files} and moves the offsets, in one atomic commit: either all of it is in the
   * table afterwards or nothing. May be repeated with the same arguments after a failure; what
   * landed already is recognised and not added twice.
   *
   * <p>On a {@link CommitOutcome.Conflict} the files are deleted, because no commit will ever name
   * them. After an {@link IOException} they stay, to be tried again or {@linkplain #discard
   * discarded}.
   *
   * @param files written and closed under the table's folder; may be empty
   * @param advances one for each partition the files' rows came from
   * @throws IOException when nothing was committed as far as can be told
   */
  CommitOutcome append(List<DataFile> files, List<OffsetAdvance> advances) throws IOException;

  /**
   * Puts {@code added} in the place of {@code removed}, in one atomic commit that changes no row:
   * readers of the table find the same rows in other files. Appends are not disturbed, whoever
   * makes them. May be repeated with the same arguments after a failure, as {@link #append} may.
   *
   * <p>On {@link ReplaceOutcome.Outdated} the new files are deleted. After an {@link IOException}
   * they stay, to be tried again or {@linkplain #discard discarded}.
   *
   * @param removed from a snapshot of this table
   * @param added written and closed under the table's folder, with the same rows
   * @throws IOException when nothing was committed as far as can be told
   * @throws IllegalArgumentException when the numbers of rows differ by the files' statistics
   */
  ReplaceOutcome replace(List<ActiveFile> removed, List<DataFile> added) throws IOException;

  /**
   * Deletes files that {@link #append} or {@link #replace} failed to add and that will not be tried
   * again. Files whose commit may still land are kept, as unreferenced files that a vacuum removes;
   * so are those that cannot be deleted. Never throws.
   */
  void discard(List<DataFile> files);

  /** The table's folder, as a URI that Hadoop understands. */
  String location();
}
