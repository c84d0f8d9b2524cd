package io.headwater.sink.audit;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.audit.AuditReport.Counts;
import io.headwater.sink.audit.AuditReport.InputAudit;
import io.headwater.sink.audit.AuditReport.TableAudit;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Proves from the tables and the broker that every record of a topic is in its table exactly once,
 * and every record of the input topic in {@code events} or {@code rejected_events}.
 *
 * <p>May run while the stream and the sink work: the tables are looked at after the stream's
 * position was, and the topics are read after the tables, so that whatever is between them was on
 * its way and is told as lag. Needs a bit of memory for each record, not more.
 */
public final class Audit {

  private final KafkaSettings kafka;
  private final TopicSettings topics;
  private final String streamsApplicationId;
  private final TableLogs tables;

  /**
   * @param streamsApplicationId {@code headwater.streams.application-id} of the stream app
   * @param tables of the sink whose work is audited; stays the caller's to close
   */
  public Audit(
      KafkaSettings kafka, TopicSettings topics, String streamsApplicationId, TableLogs tables) {
    this.kafka = kafka;
    this.topics = topics;
    this.streamsApplicationId = streamsApplicationId;
    this.tables = tables;
  }

  /**
   * Reads everything and compares it.
   *
   * @throws IOException when the broker or the storage does not answer, or there is nothing to
   *     audit: one sentence
   */
  public AuditReport run() throws IOException {
    try (Broker broker = new KafkaBroker(kafka)) {
      return run(broker, new DeltaTableSource(tables), topics, streamsApplicationId);
    }
  }

  static AuditReport run(
      Broker broker, TableSource source, TopicSettings topics, String streamsApplicationId)
      throws IOException {
    List<TopicPartition> input = broker.partitions(topics.events());
    if (input.isEmpty()) {
      throw new IOException(
          "There is no topic %s: set headwater.topics.events to the name of the input topic"
              .formatted(topics.events()));
    }
    Map<TopicPartition, Long> positions = broker.committed(streamsApplicationId, input);
    OriginLedger origins = new OriginLedger(topics.events());
    List<TableCheck> checks = new ArrayList<>();
    for (TableDefinition table : TableCatalog.of(topics)) {
      checks.add(TableCheck.scan(table, source, broker.partitions(table.topic()), origins));
    }
    requireTables(checks);
    List<TableAudit> tables = new ArrayList<>();
    for (TableCheck check : checks) {
      tables.add(check.compare(broker));
    }
    List<InputAudit> inputs = checkInput(broker, input, positions, origins, streamsApplicationId);
    return new AuditReport(tables, inputs, counts(checks, tables, inputs));
  }

  private static void requireTables(List<TableCheck> checks) throws IOException {
    if (checks.stream().allMatch(check -> check.contents().version().isEmpty())) {
      throw new IOException(
          "There are no tables: set headwater.delta.base-path to the folder the sink writes to");
    }
  }

  private static List<InputAudit> checkInput(
      Broker broker,
      List<TopicPartition> input,
      Map<TopicPartition, Long> positions,
      OriginLedger origins,
      String streamsApplicationId)
      throws IOException {
    TopicContents contents = TopicContents.read(broker, input, record -> {});
    // Asked again: what was removed since may have been read by then.
    Map<TopicPartition, Long> latest = broker.committed(streamsApplicationId, input);
    List<InputAudit> audits = new ArrayList<>();
    for (TopicPartition partition : input) {
      InputCheck check = new InputCheck(partition, contents, origins);
      long earliest = contents.earliest(partition);
      audits.add(
          positions.isEmpty()
              ? check.runToTheEnd()
              : check.run(
                  positions.getOrDefault(partition, earliest),
                  latest.getOrDefault(partition, earliest)));
    }
    return audits;
  }

  private static Counts counts(
      List<TableCheck> checks, List<TableAudit> tables, List<InputAudit> inputs) {
    Map<String, TableContents> contents = new HashMap<>();
    checks.forEach(check -> contents.put(check.table(), check.contents()));
    return new Counts(
        inputs.stream().mapToLong(InputAudit::read).sum(),
        contents.get(TableCatalog.EVENTS).rows(),
        contents.get(TableCatalog.REJECTED_EVENTS).rows(),
        contents.get(TableCatalog.EVENTS).late(),
        contents.get(TableCatalog.AGGREGATES).rows(),
        contents.get(TableCatalog.AGGREGATES).eventsInMinutes(),
        contents.get(TableCatalog.ANOMALIES).rows(),
        contents.get(TableCatalog.ALERTS).rows(),
        tables.stream().mapToLong(TableAudit::lag).sum()
            + inputs.stream().mapToLong(InputAudit::lag).sum());
  }
}
