package io.headwater.quickstart.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.quickstart.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a broker that is well, with topics that are and topics that are not. */
class DoctorCommandIT {

  @TempDir private static Path brokerDir;
  private static EmbeddedBroker broker;
  private static Admin admin;

  @TempDir private Path dir;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(brokerDir, 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    create("sensor-events", 3, Map.of());
    create(
        "sensor-reference",
        1,
        Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime"));
    create("a-compacted", 3, Map.of("cleanup.policy", "compact"));
    create("an-append-time", 3, Map.of("message.timestamp.type", "LogAppendTime"));
    create("a-short", 3, Map.of("retention.ms", "60000"));
    create("odd-panes-changelog", 2, Map.of("cleanup.policy", "compact"));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @Test
  void shouldFindNothingWrongAndLeaveNothingBehind() throws Exception {
    // Given
    List<String> topicsBefore = topics();

    // When
    DoctorRun run = run();

    // Then
    assertThat(run.out()).doesNotContain("FAIL ", "cannot be told");
    assertThat(run.exitCode()).isZero();
    assertThat(run.of("protocol")).singleElement().asString().contains("ApiVersions 4 is answered");
    assertThat(run.of("topics"))
        .contains(
            "OK       topics           sensor-events: 3 partitions, delete, CreateTime, kept 7 days");
    assertThat(run.of("transactions"))
        .singleElement()
        .asString()
        .contains("one was begun, took an offset in and was aborted");
    assertThat(run.of("clock")).singleElement().asString().contains("the broker agrees");
    assertThat(run.of("group-protocol")).singleElement().asString().contains("classic: yes");
    assertThat(run.out().lines().reduce((first, second) -> second).orElseThrow())
        .startsWith("DOCTOR ok=")
        .contains("fail=0");
    assertThat(dir).isEmptyDirectory();
    assertThat(topics()).isEqualTo(topicsBefore);
    TopicPartition partition = new TopicPartition("sensor-events", 0);
    assertThat(
            admin
                .listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset())
        .isZero();
    assertThat(admin.listGroups().all().get())
        .extracting(GroupListing::groupId)
        .noneMatch(group -> group.startsWith("headwater-streams"));
  }

  @Test
  void shouldFailOnTopicsThatDoNotFit() {
    DoctorRun run =
        run(
            "--headwater.topics.enriched=a-compacted",
            "--headwater.topics.aggregates=an-append-time",
            "--headwater.topics.anomalies=a-short",
            "--headwater.topics.alerts=nowhere",
            "--headwater.topics.create=false",
            "--headwater.streams.application-id=odd");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(String.join("\n", run.of("topics")))
        .containsPattern("FAIL +topics +a-compacted: it is compacted")
        .containsPattern("WARN +topics +an-append-time: .*LogAppendTime")
        .containsPattern("FAIL +topics +a-short: its records are gone after 60 s")
        .containsPattern("FAIL +topics +nowhere is not there, and the stream may not create it")
        .containsPattern("FAIL +topics +sensor-events-rejected is not there");
    assertThat(run.of("internal-topics"))
        .singleElement()
        .asString()
        .contains("odd-panes-changelog has 2 partitions, but sensor-events has 3");
  }

  @Test
  void shouldTellSomebodyElseUnderTheSameName() throws Exception {
    Map<String, Object> client =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            "taken",
            ConsumerConfig.CLIENT_ID_CONFIG,
            "accounting");
    try (KafkaConsumer<byte[], byte[]> other =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      other.subscribe(List.of("a-short"));
      while (other.assignment().isEmpty()) {
        other.poll(Duration.ofMillis(100));
      }

      DoctorRun run = run("--headwater.streams.application-id=taken");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.of("group"))
          .singleElement()
          .asString()
          .contains("somebody else is active as taken and reads a-short (accounting at ");
    }
  }

  @Test
  void shouldTellLagAndWhatRetentionHasTaken() throws Exception {
    // Given a stream that has read one record of ten, of which the topic has deleted four
    create("an-input", 1, Map.of());
    TopicPartition partition = new TopicPartition("an-input", 0);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 10; i++) {
        producer.send(new ProducerRecord<>("an-input", new byte[] {1})).get();
      }
    }
    admin
        .alterConsumerGroupOffsets("behind", Map.of(partition, new OffsetAndMetadata(1)))
        .all()
        .get();
    admin
        .deleteRecords(
            Map.of(partition, org.apache.kafka.clients.admin.RecordsToDelete.beforeOffset(4)))
        .all()
        .get();

    // When
    DoctorRun run =
        run("--headwater.streams.application-id=behind", "--headwater.topics.events=an-input");

    // Then
    assertThat(run.of("group"))
        .singleElement()
        .asString()
        .contains("0 members, 9 records behind", "has deleted 3 records it has not read");
  }

  @Test
  void shouldTellQuotas() throws Exception {
    ClientQuotaEntity user = new ClientQuotaEntity(Map.of("client-id", "headwater-elsewhere"));
    admin
        .alterClientQuotas(
            List.of(
                new ClientQuotaAlteration(
                    user, List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", 1024.0)))))
        .all()
        .get();

    DoctorRun run = run("--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("{\"good\":true,")
        .contains("\"check\":\"quotas\",\"level\":\"WARN\"", "1024 bytes/s read");
    assertThat(run.out().lines()).hasSize(1);
  }

  @Test
  void shouldNotTryATransactionThatIsNotNeeded() {
    assertThat(run("--headwater.streams.guarantee=at-least-once").of("transactions"))
        .singleElement()
        .asString()
        .contains("SKIPPED", "guarantee is at_least_once");
  }

  @Test
  void shouldSayThatTheBrokerDoesNotSpeakTls() {
    DoctorRun run = run("--headwater.kafka.properties.security.protocol=SSL");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.of("protocol")).singleElement().asString().contains("not seem to speak TLS");
    assertThat(run.of("sign-in")).singleElement().asString().contains("because of protocol");
  }

  @Test
  void shouldSayWhatASettingShouldBe() {
    DoctorRun run = run("--headwater.sink.flush-rowz=1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean headwater.sink.flush-rows?");
  }

  private DoctorRun run(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--bootstrap-servers=" + broker.bootstrapServers());
    arguments.add("--headwater.streams.state-dir=" + dir.resolve("state"));
    arguments.add("--headwater.delta.base-path=" + dir.resolve("tables"));
    return DoctorRun.of(arguments.toArray(String[]::new));
  }

  private static List<String> topics() throws Exception {
    return admin.listTopics().names().get().stream().sorted().collect(Collectors.toList());
  }

  private static void create(String name, int partitions, Map<String, String> settings)
      throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings)))
        .all()
        .get();
    // A broker may hear of it later than the controller
    await().until(() -> topics().contains(name));
  }
}
