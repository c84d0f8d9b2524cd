package io.headwater.quickstart.rules;

import static io.headwater.quickstart.rules.Recorded.reading;
import static io.headwater.quickstart.rules.Recorded.sentAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.broker.EmbeddedBroker;
import io.headwater.quickstart.cli.FailurePrinter;
import io.headwater.quickstart.cli.UsageErrorPrinter;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.parquet.Row;
import io.headwater.sink.parquet.RowMapper;
import io.headwater.sink.parquet.TableFileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Dry runs over a table and over a topic with the same known events. */
class DryRunCommandIT {

  private static final TopicSettings TOPICS = TopicSettings.defaults();

  /** Two are above 94 °F in the hour from six, and one of them above 100 °F; some are after it. */
  private static final List<RecordedEvent> EVENTS =
      List.of(
          reading("a", "2026-03-01T05:00:00Z", 99, 0),
          reading("a", "2026-03-01T06:10:00Z", 90, 1),
          reading("b", "2026-03-01T06:20:00.000001Z", 95, 2),
          reading("a", "2026-03-01T06:59:59Z", 101, 3),
          reading("c", "2026-03-01T07:00:00Z", 101, 4),
          reading("b", "2026-03-01T07:00:00.2Z", 90, 5),
          reading("d", "2026-03-01T07:30:00Z", 90, 6));

  @TempDir private static Path brokerDir;
  private static EmbeddedBroker broker;

  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path rule;

  @BeforeAll
  static void startBrokerWithRecordedEvents() throws Exception {
    broker = EmbeddedBroker.start(brokerDir, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPICS.enriched(), 2, (short) 1))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (RecordedEvent event : EVENTS) {
        byte[] value = new EnrichedEventJson().encode(event.event());
        producer
            .send(new ProducerRecord<>(TOPICS.enriched(), 1, event.sentAt(), null, value))
            .get();
      }
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void writeRule() throws IOException {
    rule =
        Files.writeString(
            dir.resolve("rule.json"),
            "{\"kind\":\"threshold\",\"device_type\":\"temperature\",\"high\":94,\"unit\":\"fahrenheit\"}");
  }

  @Test
  void shouldSayHowOftenARuleWouldHaveFiredInTheTopic() throws Exception {
    assertThat(run(rule.toString(), "--id=threshold")).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains("3 events of 2 sensors from 2026-03-01T06:00:00Z until 2026-03-01T07:00:00Z")
        .contains("in the topic sensor-events-enriched")
        .containsPattern("threshold +1 +1 +2 +2")
        .containsPattern("a +1 +1 +2026-03-01T06:59:59Z")
        .containsPattern("b +0 +1 +2026-03-01T06:20:00.000001Z");
    // and nothing was written, not even a topic
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get()).containsExactly(TOPICS.enriched());
    }
  }

  @Test
  void shouldSayTheSameOfTheTable() throws IOException {
    Path tables = dir.resolve("tables");
    writeTable(tables, EVENTS);

    assertThat(run(rule.toString(), "--id=threshold", "--json", "--base-path=" + tables))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .contains("\"events\":3,\"sensors\":2")
        .contains(
            "{\"rule_id\":\"threshold\",\"anomalies_now\":1,\"sensors_now\":1,\"anomalies_tried\":2,\"sensors_tried\":2}");
  }

  @ParameterizedTest(name = "in the {0}")
  @ValueSource(strings = {"topic", "table"})
  void shouldNotTellASilenceThatEndedWhenTheStreamWouldHaveToldIt(String source)
      throws IOException {
    // Given that a is silent for most of the hour, and b until the stream has time 06:59:50
    Files.writeString(rule, "{\"kind\":\"missing-data\",\"after_seconds\":2391}");
    Path tables = dir.resolve("tables");
    writeTable(tables, EVENTS);

    List<String> arguments = new ArrayList<>(List.of(rule.toString(), "--id=missing-data"));
    if (source.equals("table")) {
      arguments.add("--base-path=" + tables);
    }
    assertThat(run(arguments.toArray(String[]::new))).as(err.toString()).isZero();

    assertThat(out.toString())
        .containsPattern("missing-data +2 +2 +1 +1")
        .containsPattern("a +1 +1 +2026-03-01T06:49:51Z");
  }

  @Test
  void shouldNotTakeASensorThatIsAheadForSilent() throws IOException {
    // Given one that is 45 minutes ahead, and sends every half an hour
    Files.writeString(rule, "{\"kind\":\"missing-data\",\"after_seconds\":1900}");
    Path tables = dir.resolve("tables");
    writeTable(
        tables,
        List.of(
            sentAt("2026-03-01T05:30:00Z", reading("e", "2026-03-01T06:15:00Z", 90, 0)),
            sentAt("2026-03-01T06:00:00Z", reading("e", "2026-03-01T06:45:00Z", 90, 1)),
            sentAt("2026-03-01T06:30:00Z", reading("e", "2026-03-01T07:15:00Z", 90, 2)),
            sentAt("2026-03-01T07:00:00Z", reading("e", "2026-03-01T07:45:00Z", 90, 3))));

    assertThat(run(rule.toString(), "--id=missing-data", "--base-path=" + tables))
        .as(err.toString())
        .isZero();

    assertThat(out.toString()).containsPattern("missing-data +[0-9]+ +1 +0 +0");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"with statistics", "without statistics"})
  void shouldKnowThatTheTableGoesOnAfterTheLastRowOfTheDay(String stats) throws IOException {
    // Given that nothing was sent for the rest of the day, and more on another
    Files.writeString(rule, "{\"kind\":\"missing-data\",\"after_seconds\":1200}");
    Path tables = dir.resolve("tables");
    writeTable(
        tables,
        List.of(
            reading("a", "2026-03-01T06:10:00Z", 90, 0),
            reading("a", "2026-03-05T09:00:00Z", 90, 1)));
    if (stats.startsWith("without")) {
      forgetStatistics(tables);
    }

    assertThat(run(rule.toString(), "--id=missing-data", "--base-path=" + tables))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .containsPattern("missing-data +1 +1 +1 +1")
        .contains("2026-03-01T06:30:00Z")
        .doesNotContain("not recorded yet");
  }

  @Test
  void shouldSayWhenNothingIsRecorded() throws IOException {
    Path tables = dir.resolve("tables");
    writeTable(tables, List.of());

    assertThat(run(rule.toString(), "--id=threshold", "--base-path=" + tables))
        .as(err.toString())
        .isZero();

    assertThat(out.toString()).contains("Nothing is recorded yet.").doesNotContain("1970");
  }

  @Test
  void shouldTryARuleInForce() {
    assertThat(run("--id=threshold")).as(err.toString()).isZero();

    assertThat(out.toString()).containsPattern("threshold +1 +1 +1 +1");
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertThat(run(rule.toString(), "--base-path=" + dir.resolve("nowhere"))).isEqualTo(1);
    assertThat(err.toString()).contains("There is no table events in", "--base-path");

    assertThat(run("--id=treshold")).isEqualTo(1);
    assertThat(err.toString()).contains("did you mean threshold?");

    assertThat(run(rule.toString(), "--headwater.topics.enriched=nowhere")).isEqualTo(1);
    assertThat(err.toString()).contains("There is no topic nowhere");
  }

  private static void writeTable(Path base, List<RecordedEvent> events) throws IOException {
    TableDefinition table =
        TableCatalog.of(TOPICS).stream()
            .filter(each -> each.name().equals(TableCatalog.EVENTS))
            .findFirst()
            .orElseThrow();
    try (TableLogs logs = TableLogs.of(DeltaSettings.at(base.toString()), "headwater")) {
      RowMapper mapper = new RowMapper(table);
      List<Row> rows = new ArrayList<>();
      for (RecordedEvent event : events) {
        byte[] value = new EnrichedEventJson().encode(event.event());
        rows.add(mapper.map(record(table.topic(), rows.size(), event.sentAt(), value), 0));
      }
      logs.open(table)
          .append(
              new TableFileWriter(table, logs.root(table), logs.hadoop()).write(rows),
              List.of(
                  new OffsetAdvance(
                      new TopicPartition(table.topic(), 1), OptionalLong.empty(), rows.size())));
    }
  }

  /** As a writer that has none. */
  private static void forgetStatistics(Path tables) throws IOException {
    Path log = tables.resolve("events/_delta_log");
    Path version = log.resolve("%020d.json".formatted(1));
    String with = Files.readString(version);
    String without = with.replaceAll(",\"stats\":\"(\\\\.|[^\"\\\\])*\"", "");
    assertThat(without).isNotEqualTo(with);
    Files.writeString(version, without);
    Files.deleteIfExists(log.resolve(".%020d.json.crc".formatted(1)));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, long offset, long sentAt, byte[] value) {
    return new ConsumerRecord<>(
        topic,
        1,
        offset,
        sentAt,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("dry-run"));
    all.addAll(List.of(arguments));
    all.add("--from=2026-03-01T06:00:00Z");
    all.add("--to=2026-03-01T07:00:00Z");
    all.add("--bootstrap-servers=" + broker.bootstrapServers());
    return new CommandLine(new RulesCommand())
        .setParameterExceptionHandler(new UsageErrorPrinter())
        .setExecutionExceptionHandler(new FailurePrinter())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
