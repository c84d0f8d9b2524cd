package io.headwater.sink.parquet;

import static io.headwater.sink.parquet.Tables.rows;
import static io.headwater.sink.parquet.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headwater.model.Anomaly;
import io.headwater.model.AnomalyKind;
import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.Severity;
import io.headwater.model.json.AnomalyJson;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.testkit.Records;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FileStatsTest {

  private static final TableDefinition EVENTS = table(TableCatalog.EVENTS);
  private static final TableDefinition ANOMALIES = table(TableCatalog.ANOMALIES);

  @Test
  void shouldTellEveryColumnButThoseDeltaSkips() {
    // Given a known and a bare reading
    JsonNode stats =
        stats(
            EVENTS,
            rows(
                EVENTS,
                new EnrichedEventJson(),
                List.of(
                    Records.reading("b", "2026-01-01T08:00:00.123999Z", -0.0),
                    Records.bareReading("a", "2026-01-01T08:00:00.123001Z", 0.0))));

    // Then there are bounds for every column but lists and booleans, and null counts for all
    assertThat(stats.get("numRecords").asLong()).isEqualTo(2);
    assertThat(stats.get("nullCount").size()).isEqualTo(22);
    assertThat(stats.get("nullCount").get("unit").asLong()).isEqualTo(1);
    assertThat(stats.get("nullCount").get("anomalies").asLong()).isZero();
    assertThat(stats.get("minValues").size()).isEqualTo(20);
    assertThat(stats.get("maxValues").size()).isEqualTo(20);
    assertThat(stats.get("minValues").has("late")).isFalse();
    assertThat(stats.get("minValues").get("sensor_id").asText()).isEqualTo("a");
    assertThat(stats.get("maxValues").get("sensor_id").asText()).isEqualTo("b");
    assertThat(stats.get("minValues").get("kafka_offset").asLong()).isEqualTo(100);
    assertThat(stats.get("maxValues").get("kafka_offset").asLong()).isEqualTo(101);
  }

  @Test
  void shouldCutTimesDownToTheMillisecondAlsoBefore1970() {
    JsonNode stats =
        stats(
            EVENTS,
            rows(
                EVENTS,
                new EnrichedEventJson(),
                List.of(
                    Records.reading("a", "1969-12-31T23:59:59.999999Z", 1),
                    Records.reading("a", "2026-01-01T08:00:00.123999Z", 1))));
    assertThat(stats.get("minValues").get("event_time").asText())
        .isEqualTo("1969-12-31T23:59:59.999Z");
    assertThat(stats.get("maxValues").get("event_time").asText())
        .isEqualTo("2026-01-01T08:00:00.123Z");
  }

  @Test
  void shouldPutTheNegativeZeroBelowTheOther() {
    JsonNode stats =
        stats(
            EVENTS,
            rows(
                EVENTS,
                new EnrichedEventJson(),
                List.of(
                    Records.reading("a", "2026-01-01T08:00:00Z", 0.0),
                    Records.reading("a", "2026-01-01T08:00:00Z", -0.0))));
    assertThat(stats.get("minValues").get("value").toString()).isEqualTo("-0.0");
    assertThat(stats.get("maxValues").get("value").toString()).isEqualTo("0.0");
  }

  @Test
  void shouldLeaveOutBoundsOfAColumnThatHoldsNothing() {
    TableDefinition rejected = table(TableCatalog.REJECTED_EVENTS);
    JsonNode stats =
        stats(rejected, rows(rejected, new RejectedEventJson(), List.of(Records.deadLetter())));
    assertThat(stats.get("minValues").has("origin_key_base64")).isFalse();
    assertThat(stats.get("maxValues").has("origin_key_base64")).isFalse();
    assertThat(stats.get("nullCount").get("origin_key_base64").asLong()).isEqualTo(1);
  }

  @Property(tries = 200)
  void shouldAgreeWithANaiveReckoning(@ForAll("anomalies") List<Anomaly> anomalies) {
    // When the statistics of any rows are made
    JsonNode stats = stats(ANOMALIES, rows(ANOMALIES, new AnomalyJson(), anomalies));

    // Then they are what one gets by looking at each value
    assertThat(stats.get("numRecords").asLong()).isEqualTo(anomalies.size());
    check(stats, "value", anomalies, Anomaly::value, Object::toString);
    check(stats, "limit", anomalies, Anomaly::limit, Object::toString);
    check(stats, "unit", anomalies, Anomaly::unit, unit -> '"' + unit + '"');
    check(stats, "rule_version", anomalies, Anomaly::ruleVersion, Object::toString);
    check(
        stats,
        "event_time",
        anomalies,
        Anomaly::eventTime,
        micros -> '"' + milliseconds(EventTime.toInstant(micros)) + '"');
  }

  @Provide
  Arbitrary<List<Anomaly>> anomalies() {
    Arbitrary<Double> values =
        Arbitraries.of(-0.0, 0.0, 1.5, -1e100, Double.MIN_VALUE, 1e100).injectNull(0.3);
    return Combinators.combine(
            values,
            values,
            Arbitraries.of("fahrenheit", "°C", "kelvin").injectNull(0.3),
            Arbitraries.integers(),
            Arbitraries.longs().between(-4_000_000_000_000L, 4_000_000_000_000_000L))
        .as(FileStatsTest::anomaly)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static Anomaly anomaly(
      Double value, Double limit, String unit, int version, long eventTime) {
    return new Anomaly(
        "id",
        "rule",
        version,
        AnomalyKind.THRESHOLD,
        Severity.LOW,
        "sensor",
        "temperature",
        "hall-1",
        eventTime,
        value,
        unit,
        limit,
        null,
        "message",
        new Origin("sensor-events", 0, 0));
  }

  private static <V extends Comparable<V>> void check(
      JsonNode stats,
      String column,
      List<Anomaly> anomalies,
      Function<Anomaly, V> value,
      Function<V, String> json) {
    List<V> values = anomalies.stream().map(value).filter(Objects::nonNull).toList();
    assertThat(stats.get("nullCount").get(column).asLong())
        .isEqualTo(anomalies.size() - values.size());
    assertThat(stats.get("minValues").has(column)).isEqualTo(!values.isEmpty());
    if (!values.isEmpty()) {
      assertThat(stats.get("minValues").get(column).toString())
          .isEqualTo(json.apply(values.stream().min(Comparator.naturalOrder()).orElseThrow()));
      assertThat(stats.get("maxValues").get(column).toString())
          .isEqualTo(json.apply(values.stream().max(Comparator.naturalOrder()).orElseThrow()));
    }
  }

  private static String milliseconds(Instant instant) {
    String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.length() == 24 ? text : text.replace("Z", ".000Z");
  }

  private static JsonNode stats(TableDefinition table, List<Row> rows) {
    FileStats stats = new FileStats(new RowLayout(table));
    rows.forEach(stats::add);
    try {
      return new ObjectMapper().readTree(stats.json());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no valid JSON", e);
    }
  }
}
