package io.headwater.sink.gaps;

import io.headwater.model.EventTime;
import io.headwater.sink.batch.Incarnation;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.parquet.Cells;
import io.headwater.sink.parquet.Row;
import io.headwater.sink.parquet.RowMapper;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Recorded gaps as rows of {@link GapTable}. A row is made as if it were a record of the partition
 * that has the gap, at the offset where the gap begins, so that it takes the same way into a file
 * as all others.
 */
final class GapRows {

  /** What {@link #read} needs of a row, in this order. */
  static final List<String> COLUMNS =
      List.of(
          GapTable.SINK_ID,
          GapTable.TABLE_NAME,
          GapTable.TOPIC,
          TableCatalog.KAFKA_PARTITION,
          GapTable.GAP_NUMBER,
          GapTable.KIND,
          GapTable.FIRST_OFFSET,
          GapTable.NEXT_OFFSET,
          GapTable.TOPIC_BEFORE,
          GapTable.TOPIC_NOW,
          GapTable.GAPS_BEFORE,
          GapTable.DETECTED_AT);

  private static final JsonFactory JSON = new JsonFactory();

  private GapRows() {}

  /** The row; {@code nowMillis} is when it is written. */
  static Row write(String sinkId, RecordedGap recorded, long nowMillis) {
    Gap gap = recorded.gap();
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            gap.partition().topic(),
            gap.partition().partition(),
            gap.first(),
            recorded.detectedAtMillis(),
            TimestampType.CREATE_TIME,
            ConsumerRecord.NULL_SIZE,
            ConsumerRecord.NULL_SIZE,
            null,
            json(sinkId, recorded),
            new RecordHeaders(),
            Optional.empty());
    return new RowMapper(GapTable.definition()).map(record, EventTime.ofMillis(nowMillis));
  }

  static RecordedGap read(Cells row) {
    Gap gap =
        new Gap(
            row.text(1),
            new TopicPartition(row.text(2), (int) row.number(3)),
            GapKind.of(row.text(5)),
            row.number(6),
            row.number(7),
            new Incarnation(optional(row, 8), row.number(10)),
            optional(row, 9));
    return new RecordedGap(gap, row.number(4), Math.floorDiv(row.number(11), 1_000L));
  }

  private static OptionalLong optional(Cells row, int column) {
    return row.isNull(column) ? OptionalLong.empty() : OptionalLong.of(row.number(column));
  }

  private static byte[] json(String sinkId, RecordedGap recorded) {
    Gap gap = recorded.gap();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty(GapTable.SINK_ID, sinkId);
      json.writeStringProperty(GapTable.TABLE_NAME, gap.table());
      json.writeStringProperty(GapTable.TOPIC, gap.partition().topic());
      json.writeNumberProperty(GapTable.GAP_NUMBER, recorded.number());
      json.writeStringProperty(GapTable.KIND, gap.kind().text());
      json.writeNumberProperty(GapTable.NEXT_OFFSET, gap.next());
      optional(json, GapTable.LOST_RECORDS, gap.lost());
      optional(json, GapTable.TOPIC_BEFORE, gap.before().topic());
      optional(json, GapTable.TOPIC_NOW, gap.topic());
      json.writeNumberProperty(GapTable.GAPS_BEFORE, gap.before().gaps());
      json.writeStringProperty(GapTable.MESSAGE, gap.sentence());
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void optional(JsonGenerator json, String name, OptionalLong number) {
    if (number.isPresent()) {
      json.writeNumberProperty(name, number.getAsLong());
    }
  }
}
