package io.headwater.sink.audit;

import io.headwater.model.Origin;
import io.headwater.model.json.ContractViolation;
import io.headwater.sink.audit.AuditReport.PartitionAudit;
import io.headwater.sink.audit.AuditReport.TableAudit;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Compares a table with its topic: first the table is read, then the topic. */
final class TableCheck {

  private final TableDefinition table;
  private final List<TopicPartition> partitions;
  private final TableContents contents;
  private final OriginLedger origins;

  private TableCheck(
      TableDefinition table,
      List<TopicPartition> partitions,
      TableContents contents,
      OriginLedger origins) {
    this.table = table;
    this.partitions = partitions;
    this.contents = contents;
    this.origins = origins;
  }

  /**
   * Reads the table.
   *
   * @param partitions of its topic
   */
  static TableCheck scan(
      TableDefinition table,
      TableSource source,
      List<TopicPartition> partitions,
      OriginLedger origins)
      throws IOException {
    TableContents contents = new TableScan(source, origins).scan(table, partitions);
    if (isEitherWayOfAnInput(table)) {
      contents.gaps().forEach(gap -> origins.lost(gap.gap().lost()));
    }
    return new TableCheck(table, partitions, contents, origins);
  }

  String table() {
    return table.name();
  }

  TableContents contents() {
    return contents;
  }

  /** Reads the topic, and notes the origins of the records that are not in the table yet. */
  TableAudit compare(Broker broker) throws IOException {
    TopicContents topic = TopicContents.read(broker, partitions, inTransit());
    OptionalLong number = broker.topicNumber(table.topic());
    List<PartitionAudit> audits = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      audits.add(new PartitionCheck(table.name(), partition, contents, topic, number).run());
    }
    checkPartitionsExist();
    return new TableAudit(
        table.name(),
        table.topic(),
        contents.version(),
        contents.files(),
        contents.rows(),
        audits,
        contents.problems());
  }

  /** Every record of the input topic becomes a row of one of the two. */
  private static boolean isEitherWayOfAnInput(TableDefinition table) {
    return table.name().equals(TableCatalog.EVENTS)
        || table.name().equals(TableCatalog.REJECTED_EVENTS);
  }

  private void checkPartitionsExist() {
    for (Map.Entry<Integer, OffsetLedger> rows : contents.partitions().entrySet()) {
      TopicPartition partition = new TopicPartition(table.topic(), rows.getKey());
      if (!partitions.contains(partition)) {
        contents.problem(
            "Table %s has %d rows of %s, a partition the broker does not know"
                .formatted(table.name(), rows.getValue().seen().size(), partition));
      }
    }
  }

  private Consumer<ConsumerRecord<byte[], byte[]>> inTransit() {
    return switch (table.name()) {
      case TableCatalog.EVENTS -> record -> inTransit(record, origins::event);
      case TableCatalog.REJECTED_EVENTS -> record -> inTransit(record, origins::rejected);
      default -> record -> {};
    };
  }

  private void inTransit(ConsumerRecord<byte[], byte[]> record, OriginSink sink) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    if (record.offset() < contents.next(partition).orElse(0)) {
      return;
    }
    try {
      Origin origin = OriginFields.read(record.value());
      sink.add(origin.topic(), origin.partition(), origin.offset());
      origins.inTransit(origin.topic(), origin.partition(), origin.offset());
    } catch (ContractViolation e) {
      contents.problem(
          "%s at offset %d will not fit into table %s: %s"
              .formatted(partition, record.offset(), table.name(), e.getMessage()));
    }
  }

  private interface OriginSink {
    void add(String topic, int partition, long offset);
  }
}
