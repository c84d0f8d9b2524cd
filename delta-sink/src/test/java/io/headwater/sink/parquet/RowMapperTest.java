package io.headwater.sink.parquet;

import static io.headwater.sink.parquet.Tables.INGESTED_AT;
import static io.headwater.sink.parquet.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.json.ContractViolation;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.testkit.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jol.info.GraphLayout;

class RowMapperTest {

  private static final TableDefinition EVENTS = table(TableCatalog.EVENTS);
  private static final String READING =
      new String(
          new EnrichedEventJson().encode(Records.reading("sensor-1", "2026-01-01T08:00:00Z", 70.5)),
          StandardCharsets.UTF_8);

  private final RowMapper mapper = new RowMapper(EVENTS);
  private final RowLayout layout = new RowLayout(EVENTS);

  @Test
  void shouldIgnoreFieldsTheTableDoesNotHave() {
    // Given a record of a newer writer, with new fields of every shape
    String newer =
        READING.replaceFirst(
            "\\{", "{\"colour\":{\"value\":[1,{\"value\":2}]},\"extra\":[[]],\"note\":\"x\",");

    // When it is mapped
    Row row = map(newer);

    // Then nothing is missing and nothing was mistaken for a field of ours
    assertThat(Double.longBitsToDouble(row.number(layout.slot("value").index()))).isEqualTo(70.5);
    assertThat(text(row, "sensor_id")).isEqualTo("sensor-1");
  }

  @Test
  void shouldTakeFieldsInAnyOrder() {
    Row row =
        map("{\"sensor_id\":\"moved\"," + READING.substring(READING.indexOf("\"device_type")));
    assertThat(text(row, "sensor_id")).isEqualTo("moved");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"value\":70.5 | \"value\":null | field value is missing",
        "\"value\":70.5 | \"valeu\":70.5 | field value is missing",
        "\"value\":70.5 | \"value\":\"70.5\" | field value is not a number",
        "\"value\":70.5 | \"value\":1e999 | field value is beyond the range of a double",
        "\"value\":70.5 | \"value\":70.5,\"value\":1 | field value is there twice",
        "\"late\":false | \"late\":0 | field late is not true or false",
        "\"anomalies\":[] | \"anomalies\":[1] | field anomalies is not a string",
        "\"anomalies\":[] | \"anomalies\":{} | field anomalies is not an array",
        "\"origin_offset\":7 | \"origin_offset\":7.5 | field origin_offset is not a whole number",
        "\"origin_partition\":0 | \"origin_partition\":3000000000 | is 3000000000, beyond 32 bits",
        "08:00:00Z | 08:00:00 | field event_time is '2026-01-01T08:00:00', which is no ISO-8601",
      })
  void shouldNameTheFieldThatIsWrong(String good, String bad, String complaint) {
    // Given a record that is right but for one field
    String broken = READING.replace(good, bad);
    assertThat(broken).isNotEqualTo(READING);

    // When it is mapped, then the error names where it stands, the table, and the field
    assertThatThrownBy(() -> map(broken))
        .isInstanceOf(ContractViolation.class)
        .hasMessageStartingWith(
            "sensor-events-enriched-3 at offset 100 holds no row of table events: ")
        .hasMessageContaining(complaint);
  }

  @Test
  void shouldRefuseWhatIsNoRecordOfTheTopic() {
    assertThatThrownBy(() -> map("[]")).hasMessageEndingWith("it is no JSON object");
    assertThatThrownBy(() -> map("")).hasMessageEndingWith("it is no JSON object");
    assertThatThrownBy(() -> map(READING + "x")).isInstanceOf(ContractViolation.class);
    assertThatThrownBy(() -> map(READING + "{}"))
        .hasMessageEndingWith("something follows the JSON object");
    assertThatThrownBy(() -> map(READING.substring(0, READING.length() - 1)))
        .isInstanceOf(ContractViolation.class);
  }

  @Test
  void shouldRefuseARecordWithoutAValue() {
    ConsumerRecord<byte[], byte[]> tombstone =
        new ConsumerRecord<>(EVENTS.topic(), 3, 100, new byte[0], null);
    assertThatThrownBy(() -> mapper.map(tombstone, INGESTED_AT))
        .isInstanceOf(ContractViolation.class)
        .hasMessageEndingWith("it has no value");
  }

  @Property
  void shouldGiveARowOrAViolationForAnyBytes(@ForAll byte[] bytes) {
    try {
      assertThat(new RowMapper(EVENTS).map(Records.at(EVENTS.topic(), 0, 0, bytes), 0)).isNotNull();
    } catch (ContractViolation expected) {
      assertThat(expected).hasMessageContaining("at offset 0");
    }
  }

  @Test
  void shouldLeaveNothingOfARefusedRecordToTheNextOne() {
    // Given a record with a site, which is refused for what comes behind it
    String refused = READING.replace("{", "{\"site\":\"north\",").replace(":70.5", ":\"x\"");
    assertThatThrownBy(() -> map(refused)).isInstanceOf(ContractViolation.class);

    // When one without a site comes next
    Row row = map(READING.replaceFirst("\"site\":[^,]*,", ""));

    // Then it has none
    assertThat(row.hasText(layout.slot("site").index())).isFalse();
  }

  @Test
  void shouldNotCountTheTextsOfARefusedRecordForTheNextOne() {
    map(READING);
    long again = map(READING).estimatedBytes();
    String large = READING.replaceFirst("\"unit\":[^,]*", "\"unit\":\"" + "u".repeat(1_000) + "\"");
    String refused = large.replace("\"value\":70.5,", "");
    assertThatThrownBy(() -> map(refused)).hasMessageContaining("field value is missing");

    assertThat(map(READING).estimatedBytes()).isEqualTo(again);
  }

  @Test
  void shouldKeepEachRowAsItIsHoweverManyComeAfterIt() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 3 * RowRoom.ROWS + 1; i++) {
      rows.add(map(READING.replace("sensor-1", "sensor-" + i).replace("70.5", i + ".5")));
    }

    for (int i = 0; i < rows.size(); i++) {
      assertThat(text(rows.get(i), "sensor_id")).isEqualTo("sensor-" + i);
      assertThat(Double.longBitsToDouble(rows.get(i).number(layout.slot("value").index())))
          .isEqualTo(i + 0.5);
    }
  }

  @Test
  void shouldNotKeepLargeTextsOfOtherRowsAlive() {
    // Given rows with a large text each, of which all but one are let go
    String large = "x".repeat(100_000);
    Row kept = map(READING);
    for (int i = 0; i < 20; i++) {
      kept = map(READING.replace("sensor-1", large + i));
    }

    // Then that one is all that is held
    assertThat(GraphLayout.parseInstance((Object) kept).totalSize())
        .isLessThan(2 * large.length() + RowRoom.TEXT_BYTES);
  }

  @Test
  void shouldShareTextsThatComeAgain() {
    Row first = map(READING);
    Row second = map(READING);
    int location = layout.slot("location").index();
    assertThat(second.text(location)).isSameAs(first.text(location));
    assertThat(second.estimatedBytes()).isLessThan(first.estimatedBytes());
  }

  @Test
  void shouldEstimateTheHeapARowReallyTakes() {
    // Given a batch of readings of a hundred sensors, every third of them bare
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      String sensor = "sensor-" + i % 100;
      String time = "2026-01-01T08:00:%02dZ".formatted(i % 60);
      records.add(
          new EnrichedEventJson()
              .encode(
                  i % 3 == 0
                      ? Records.bareReading(sensor, time, i)
                      : Records.reading(sensor, time, i)));
    }

    // When they are mapped
    List<Row> batch = new ArrayList<>();
    for (byte[] record : records) {
      batch.add(mapper.map(Records.at(EVENTS.topic(), 0, batch.size(), record), INGESTED_AT));
    }

    // Then the estimate is what the object graph weighs, give or take a twentieth
    long estimated = batch.stream().mapToLong(Row::estimatedBytes).sum();
    long weighed = GraphLayout.parseInstance((Object) batch.toArray()).totalSize();
    assertThat((double) estimated / weighed).isBetween(0.95, 1.05);
    // and half a million rows fit into 128 MB
    assertThat(weighed / batch.size()).isLessThan(260);
  }

  private Row map(String json) {
    return mapper.map(
        Records.at(EVENTS.topic(), 3, 100, json.getBytes(StandardCharsets.UTF_8)), INGESTED_AT);
  }

  private String text(Row row, String column) {
    return new String(row.text(layout.slot(column).index()), StandardCharsets.UTF_8);
  }
}
