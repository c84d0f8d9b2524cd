package io.headwater.sink.delta;

import java.io.IOException;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/**
 * One Delta table as a sink sees it: what it holds, and how far the sink got.
 *
 * <p>Every method reads the table afresh. An {@link IOException} means that storage did not do its
 * part; nothing is half done then, and the call may be repeated. Not safe for use by several
 * threads at once; several logs of one table, in this process or others, are.
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

  /** The table's folder, as a URI or path that Hadoop understands. */
  String location();
}
