package io.headwater.sink.parquet;

import static io.headwater.sink.parquet.Tables.INGESTED_AT;
import static io.headwater.sink.parquet.Tables.table;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.Alert;
import io.headwater.model.EnrichedEvent;
import io.headwater.model.Scope;
import io.headwater.model.SensorEvent;
import io.headwater.model.Summary;
import io.headwater.model.WindowAggregate;
import io.headwater.model.json.AlertJson;
import io.headwater.model.json.ContractViolation;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.WindowAggregateJson;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.config.Column;
import io.headwater.sink.config.ColumnSource;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.parquet.RowLayout.Slot;
import io.headwater.sink.testkit.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whatever a topic holds, the shortcut for plain records changes no row and no complaint. */
class PlainRowReaderTest {

  /** Records of one topic, one after the other, for one mapper. */
  record Batch(TableDefinition table, List<String> records) {}

  @Property(tries = 2_000)
  void shouldMapAsTheParserAloneDoes(@ForAll("batches") Batch batch) {
    holdsFor(batch.table(), batch.records().stream().map(each -> each.getBytes(UTF_8)).toList());
  }

  @Property(tries = 2_000)
  void shouldMapSpoiltRecordsAsTheParserAloneDoes(
      @ForAll("batches") Batch batch, @ForAll("damages") List<Tuple2<Integer, Byte>> damages) {
    List<byte[]> records = batch.records().stream().map(each -> each.getBytes(UTF_8)).toList();
    for (Tuple2<Integer, Byte> damage : damages) {
      byte[] spoilt = records.get(damage.get1() % records.size());
      spoilt[damage.get1() % spoilt.length] = damage.get2();
    }
    holdsFor(batch.table(), records);
  }

  @Property(tries = 20)
  void shouldMapRecordsCutOffAsTheParserAloneDoes(@ForAll("batches") Batch batch) {
    byte[] whole = batch.records().get(0).getBytes(UTF_8);
    List<byte[]> records = new ArrayList<>();
    for (int length = 0; length < whole.length; length++) {
      records.add(Arrays.copyOf(whole, length));
      records.add(whole);
    }
    holdsFor(batch.table(), records);
  }

  @Example
  void shouldTakeTheStreamsEventsByItself() {
    EnrichedEvent full = Records.reading("sensor-1", "2026-01-01T08:00:00.25Z", 70.5);
    SensorEvent event = full.event();
    EnrichedEvent plain =
        new EnrichedEvent(
            new SensorEvent(
                event.sensorId(),
                event.deviceType(),
                event.eventTime(),
                event.value(),
                event.unit(),
                event.location(),
                event.status(),
                null),
            full.reference(),
            List.of(),
            false,
            full.origin());

    assertTaken(TableCatalog.EVENTS, new EnrichedEventJson().encode(plain));
  }

  @Example
  void shouldTakeTheStreamsWindowsByItself() {
    Summary summary = Summary.EMPTY.plus(0.1).plus(0.2).plus(70.3);
    for (Scope scope : Scope.values()) {
      WindowAggregate window =
          Records.window(scope, "5m", "2026-01-01T08:00:00Z", "2026-01-01T08:05:00Z", summary);

      assertTaken(TableCatalog.AGGREGATES, new WindowAggregateJson().encode(window));
    }
  }

  @Example
  void shouldTakeTheStreamsAlertsByItself() {
    Alert alert = Records.alert();

    assertTaken(TableCatalog.ALERTS, new AlertJson().encode(alert));
  }

  @Example
  void shouldGiveTheSameTextWhicheverWayARecordIsRead() {
    TableDefinition events = table(TableCatalog.EVENTS);
    int location = new RowLayout(events).slot("location").index();
    RowMapper mapper = new RowMapper(events);
    byte[] json =
        new EnrichedEventJson().encode(Records.bareReading("sensor-1", "2026-01-01T08:00:00Z", 1));
    Row plain = mapper.map(record(events, 0, json), INGESTED_AT);
    Row parsed = mapper.parse(record(events, 1, json), INGESTED_AT);

    assertThat(parsed.text(location)).isSameAs(plain.text(location));
  }

  private static void assertTaken(String name, byte[] json) {
    RowLayout layout = new RowLayout(table(name));
    RowRoom room = new RowRoom(layout);
    room.begin();

    assertThat(new PlainRowReader(layout, 0, new TextPool()).read(json, room)).isTrue();
    holdsFor(table(name), List.of(json, json));
  }

  private static void holdsFor(TableDefinition table, List<byte[]> records) {
    RowMapper mapper = new RowMapper(table);
    RowMapper alone = new RowMapper(table);
    for (int i = 0; i < records.size(); i++) {
      int offset = i;
      byte[] json = records.get(i);
      assertThat(outcome(table, () -> mapper.map(record(table, offset, json), INGESTED_AT)))
          .as(() -> new String(json, UTF_8))
          .isEqualTo(outcome(table, () -> alone.parse(record(table, offset, json), INGESTED_AT)));
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TableDefinition table, int offset, byte[] json) {
    return Records.at(table.topic(), 3, offset, json);
  }

  /** All that can be asked of a row, or why there is none. */
  private static List<Object> outcome(TableDefinition table, Supplier<Row> mapping) {
    try {
      Row row = mapping.get();
      List<Object> cells = new ArrayList<>(List.of(row.estimatedBytes()));
      for (Slot slot : new RowLayout(table).slots()) {
        cells.add(slot.column().name() + " " + cell(row, slot));
      }
      return cells;
    } catch (ContractViolation violation) {
      return List.of(violation.getMessage());
    }
  }

  private static String cell(Row row, Slot slot) {
    if (slot.isNumber()) {
      return row.hasNumber(slot.index()) + " " + row.number(slot.index());
    }
    if (!row.hasText(slot.index())) {
      return "none";
    }
    return switch (slot.column().type()) {
      case STRING -> Arrays.toString(row.text(slot.index()));
      default -> Arrays.deepToString(row.list(slot.index()));
    };
  }

  @Provide
  static Arbitrary<Batch> batches() {
    return Arbitraries.of(TableCatalog.of(TopicSettings.defaults()))
        .flatMap(table -> records(table).map(records -> new Batch(table, records)));
  }

  @Provide
  static Arbitrary<List<Tuple2<Integer, Byte>>> damages() {
    Arbitrary<Byte> telling =
        Arbitraries.chars()
            .with("\"\\{}[]:,.-+eEZT019 \n\0tfn")
            .map(character -> (byte) character.charValue());
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(0),
            Arbitraries.oneOf(telling, Arbitraries.bytes()))
        .as(Tuple::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  private static Arbitrary<List<String>> records(TableDefinition table) {
    List<Column> fields =
        table.columns().stream()
            .filter(column -> column.source() instanceof ColumnSource.Field)
            .toList();
    List<String> names = fields.stream().map(Column::name).toList();
    Arbitrary<List<String>> inOrder =
        Combinators.combine(fields.stream().map(PlainRowReaderTest::field).toList())
            .as(each -> each.stream().filter(field -> !field.isEmpty()).toList());
    Arbitrary<List<String>> inAnyOrder =
        Arbitraries.frequencyOf(
            Tuple.of(3, inOrder), Tuple.of(1, inOrder.flatMap(Arbitraries::shuffle)));
    Arbitrary<Tuple2<Integer, String>> oddity =
        Combinators.combine(
                Arbitraries.integers().between(0, fields.size()),
                Arbitraries.oneOf(Arbitraries.of(names), Arbitraries.of("colour", "v\\u0061lue")),
                Arbitraries.of(
                    "null",
                    "1",
                    "-0",
                    "3000000000",
                    "1.5",
                    "1e999",
                    "true",
                    "\"\"",
                    "\"x\"",
                    "\"\\u0061\"",
                    "\"µ日\"",
                    "{}",
                    "[]",
                    "[\"a\",\"b\"]",
                    "[1]",
                    "[{\"key\":\"k\"}]",
                    "\"" + "x".repeat(70) + "\""))
            .as((at, name, value) -> Tuple.of(at, "\"" + name + "\":" + value));
    Arbitrary<String> record =
        Combinators.combine(
                inAnyOrder,
                Arbitraries.frequencyOf(
                    Tuple.of(3, Arbitraries.just(List.<Tuple2<Integer, String>>of())),
                    Tuple.of(1, oddity.list().ofSize(1))),
                Arbitraries.frequencyOf(
                    Tuple.of(8, Arbitraries.just(",")), Tuple.of(1, Arbitraries.of(" , ", "\n,"))),
                Arbitraries.frequencyOf(
                    Tuple.of(12, Arbitraries.just("}")),
                    Tuple.of(1, Arbitraries.of("} ", "}}", ",}"))))
            .as(
                (all, oddities, comma, end) -> {
                  List<String> changed = new ArrayList<>(all);
                  oddities.forEach(
                      odd -> changed.add(odd.get1() % (changed.size() + 1), odd.get2()));
                  return "{" + String.join(comma, changed) + end;
                });
    return record.list().ofMinSize(1).ofMaxSize(3);
  }

  /** A field as the stream writes it, or now and then not at all. */
  private static Arbitrary<String> field(Column column) {
    Arbitrary<String> present = values(column).map(value -> "\"" + column.name() + "\":" + value);
    return column.nullable()
        ? Arbitraries.frequencyOf(
            Tuple.of(6, present),
            Tuple.of(3, Arbitraries.just("\"" + column.name() + "\":null")),
            Tuple.of(1, Arbitraries.just("")))
        : present;
  }

  private static Arbitrary<String> values(Column column) {
    return switch (column.type()) {
      case INT -> Arbitraries.integers().map(value -> value.toString());
      case LONG ->
          Arbitraries.oneOf(
              Arbitraries.longs().between(-1L << 50, 1L << 50).map(value -> value.toString()),
              Arbitraries.of("0", "9223372036854775807", "123456789012345678"));
      case DOUBLE ->
          Arbitraries.oneOf(
              Arbitraries.doubles().map(value -> value.toString()),
              Arbitraries.of("0", "-0.0", "17", "21.37", "0.30000000000000004", "1E-7", "1e22"));
      case BOOLEAN -> Arbitraries.of("true", "false");
      case TIMESTAMP ->
          Arbitraries.of(
              "\"2026-01-01T08:00:00Z\"",
              "\"2026-01-02T08:00:00.123Z\"",
              "\"2026-01-01T23:59:59.999999999Z\"",
              "\"2026-01-01T08:00:00.123+02:00\"");
      case STRING ->
          Arbitraries.frequencyOf(
              Tuple.of(12, Arbitraries.of("\"sensor-1\"", "\"a b\"", "\"hall-17/3\"", "\"1m\"")),
              Tuple.of(
                  1, Arbitraries.of("\"\"", "\"°F\"", "\"a\\\"b\"", "\"" + "y".repeat(65) + "\"")));
      case STRING_LIST ->
          Arbitraries.frequencyOf(
              Tuple.of(12, Arbitraries.just("[]")), Tuple.of(1, Arbitraries.of("[ ]", "[\"a\"]")));
      case HEADER_LIST ->
          Arbitraries.frequencyOf(
              Tuple.of(12, Arbitraries.just("[]")),
              Tuple.of(1, Arbitraries.of("[{\"key\":\"k\",\"value_base64\":null}]")));
      case DATE -> throw new IllegalArgumentException(column.name());
    };
  }
}
