package io.headwater.sink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.EnrichedEvent;
import io.headwater.model.Origin;
import io.headwater.model.RejectedEvent;
import io.headwater.model.json.EnrichedEventJson;
import io.headwater.model.json.RejectedEventJson;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.TopicSettings;
import io.headwater.sink.batch.OffsetAdvance;
import io.headwater.sink.config.DeltaSettings;
import io.headwater.sink.config.TableCatalog;
import io.headwater.sink.config.TableDefinition;
import io.headwater.sink.delta.TableLog;
import io.headwater.sink.delta.TableLogs;
import io.headwater.sink.parquet.DataFile;
import io.headwater.sink.parquet.Row;
import io.headwater.sink.parquet.RowMapper;
import io.headwater.sink.parquet.TableFileWriter;
import io.headwater.sink.testkit.Records;
import io.headwater.testkit.KafkaProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A broker, a stream that writes in transactions, some of them aborted, and tables on disk: what
 * the audit sees of them.
 */
class AuditIT {

  private static final TopicSettings TOPICS = TopicSettings.defaults();
  private static final String GROUP = "headwater-streams";
  private static final TopicPartition INPUT = new TopicPartition(TOPICS.events(), 0);

  @TempDir Path directory;

  private KafkaProcess kafka;
  private TableLogs tables;
  private KafkaProducer<byte[], byte[]> stream;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  @BeforeEach
  void aBrokerWithAllTopics() throws ExecutionException, InterruptedException {
    kafka = new KafkaProcess(directory.resolve("kafka")).start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .createTopics(
              Stream.concat(Stream.of(TOPICS.events()), TOPICS.outputs().stream())
                  .map(topic -> new NewTopic(topic, 1, (short) 1))
                  .toList())
          .all()
          .get();
    }
    tables = TableLogs.of(DeltaSettings.at(directory.resolve("tables").toString()), "headwater");
    stream =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "stream-1"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    stream.initTransactions();
  }

  @AfterEach
  void stop() throws IOException {
    stream.close();
    tables.close();
    kafka.close();
  }

  @Test
  void shouldProveARealPlantAndFindWhatIsDamaged() throws Exception {
    // Given 30 input records, of which the stream has read 25: three transactions, one aborted
    produceInput(30);
    process(0, 10);
    abort(10, 20);
    process(10, 20);
    process(20, 25);
    // and a sink that wrote all but the last transaction's events
    int sunk = 18;
    sink(TableCatalog.EVENTS, sunk);
    sink(TableCatalog.REJECTED_EVENTS, Integer.MAX_VALUE);

    assertThat(sent).allMatch(Future::isDone);

    // When it is audited
    AuditReport report = audit();

    // Then it holds: aborted records and markers are no gaps, and what is on its way is told
    assertThat(report.problems()).isEmpty();
    assertThat(report.counts().read()).isEqualTo(25);
    assertThat(report.counts().events()).isEqualTo(sunk);
    assertThat(report.counts().rejected()).isEqualTo(3);
    assertThat(report.counts().late()).isEqualTo(4);
    assertThat(report.input().get(0).events()).isEqualTo(22);
    assertThat(report.input().get(0).inTransit()).isEqualTo(4);
    assertThat(report.input().get(0).lag()).isEqualTo(5);
    assertThat(report.counts().lag()).isEqualTo(9);
    assertThat(command("--json")).isZero();

    // When a data file is deleted behind the log's back, then the command says so, and fails
    deleteADataFile(TableCatalog.REJECTED_EVENTS);
    assertThat(audit().problems())
        .anyMatch(problem -> problem.startsWith("Table rejected_events: data file"))
        .anyMatch(problem -> problem.contains("lacks 3 offsets"));
    assertThat(command()).isEqualTo(1);
  }

  private AuditReport audit() throws IOException {
    return new Audit(
            new KafkaSettings(kafka.bootstrapServers(), null, null, null, null),
            TOPICS,
            GROUP,
            tables)
        .run();
  }

  private int command(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--headwater.kafka.bootstrap-servers=" + kafka.bootstrapServers());
    arguments.add("--headwater.delta.base-path=" + directory.resolve("tables"));
    return new CommandLine(new AuditCommand())
        .setOut(new PrintWriter(new StringWriter()))
        .execute(arguments.toArray(String[]::new));
  }

  private void produceInput(int records) {
    try (KafkaProducer<byte[], byte[]> devices =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        sent.add(devices.send(new ProducerRecord<>(TOPICS.events(), new byte[] {1})));
      }
    }
  }

  /** Reads input records as the stream does: every tenth is rejected, every fourth is late. */
  private void process(int from, int to) {
    stream.beginTransaction();
    send(from, to);
    stream.sendOffsetsToTransaction(Map.of(INPUT, new OffsetAndMetadata(to)), groupMetadata());
    stream.commitTransaction();
  }

  private ConsumerGroupMetadata groupMetadata() {
    try (KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", GROUP),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return member.groupMetadata();
    }
  }

  private void abort(int from, int to) {
    stream.beginTransaction();
    send(from, to);
    stream.flush();
    stream.abortTransaction();
  }

  private void send(int from, int to) {
    for (int offset = from; offset < to; offset++) {
      boolean rejected = offset % 10 == 0;
      sent.add(
          stream.send(
              new ProducerRecord<>(
                  rejected ? TOPICS.rejected() : TOPICS.enriched(),
                  rejected
                      ? new RejectedEventJson().encode(deadLetter(offset))
                      : new EnrichedEventJson().encode(event(offset)))));
    }
  }

  private static EnrichedEvent event(long offset) {
    EnrichedEvent reading =
        Records.reading("sensor-" + offset % 3, "2026-01-01T08:00:00Z", (double) offset);
    return new EnrichedEvent(
        reading.event(),
        reading.reference(),
        reading.anomalies(),
        offset % 4 == 0,
        new Origin(TOPICS.events(), 0, offset));
  }

  private static RejectedEvent deadLetter(long offset) {
    RejectedEvent any = Records.deadLetter();
    return new RejectedEvent(
        any.reason(),
        any.message(),
        any.payload(),
        new Origin(TOPICS.events(), 0, offset),
        any.originTimestamp(),
        any.originKey(),
        any.headers());
  }

  /** Writes the first rows of a table, as the sink does. */
  private void sink(String name, int atMost) throws IOException {
    TableDefinition table =
        TableCatalog.of(TOPICS).stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    TopicPartition partition = new TopicPartition(table.topic(), 0);
    RowMapper mapper = new RowMapper(table);
    List<Row> rows = new ArrayList<>();
    List<Long> offsets = new ArrayList<>();
    long end;
    try (Broker broker =
        new KafkaBroker(new KafkaSettings(kafka.bootstrapServers(), null, null, null, null))) {
      Map<TopicPartition, Long> ends = broker.ends(List.of(partition));
      end = ends.get(partition);
      broker.read(
          ends,
          record -> {
            if (rows.size() < atMost) {
              rows.add(mapper.map(record, Records.time("2026-01-01T08:00:10Z")));
              offsets.add(record.offset());
            }
          });
    }
    long next = rows.size() < atMost ? end : offsets.get(offsets.size() - 1) + 1;
    TableLog log = tables.open(table);
    List<DataFile> files =
        new TableFileWriter(table, tables.root(table), tables.hadoop()).write(rows);
    log.append(files, List.of(new OffsetAdvance(partition, OptionalLong.empty(), next)));
  }

  private void deleteADataFile(String table) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("tables").resolve(table))) {
      Files.delete(
          files
              .filter(file -> file.toString().endsWith(".zstd.parquet"))
              .findFirst()
              .orElseThrow());
    }
  }
}
