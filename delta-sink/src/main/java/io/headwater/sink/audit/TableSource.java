package io.headwater.sink.audit;

import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.ActiveFile;
import io.headwater.sink.delta.TableSnapshot;
import io.headwater.sink.gaps.RecordedGap;
import io.headwater.sink.parquet.Cells;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What an audit asks the tables. */
interface TableSource {

  /**
   * The table as it is now; empty when there is none.
   *
   * @throws IOException when storage does not answer
   */
  Optional<TableSnapshot> snapshot(TableDefinition table, Collection<TopicPartition> partitions)
      throws IOException;

  /**
   * The gaps of the table that were recorded, by partition and number.
   *
   * @throws IOException when storage does not answer
   */
  List<RecordedGap> gaps(TableDefinition table) throws IOException;

  /**
   * Shows every row of a data file.
   *
   * @return how many rows the file holds
   * @throws IOException when the file cannot be read
   */
  long read(TableDefinition table, ActiveFile file, List<String> columns, Consumer<Cells> visitor)
      throws IOException;
}
