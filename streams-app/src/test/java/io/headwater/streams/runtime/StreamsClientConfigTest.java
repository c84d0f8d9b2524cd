package io.headwater.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.streams.config.Guarantee;
import io.headwater.streams.config.ProcessingSettings;
import io.headwater.streams.config.RocksDbSettings;
import io.headwater.streams.config.StreamsSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsClientConfigTest {

  private final RocksDbMemory memory = new RocksDbMemory(RocksDbSettings.defaults());

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void shouldBeExactlyOnceAndAcceptedByKafkaStreamsByDefault() {
    StreamsConfig config = accepted(StreamsSettings.defaults());

    assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
    assertThat(config.getLong("commit.interval.ms")).isEqualTo(1_000);
    assertThat(config.getProducerConfigs("p"))
        .containsEntry("compression.type", "lz4")
        .containsEntry("transaction.timeout.ms", 11_000);
    assertThat(config.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "earliest");
  }

  @Test
  void shouldReadOnlyCommittedRecordsWhenItWritesAtLeastOnce() {
    StreamsConfig config =
        accepted(
            new StreamsSettings(
                null,
                null,
                new ProcessingSettings(
                    null, Guarantee.AT_LEAST_ONCE, null, null, null, null, null, null, null, null),
                null,
                null,
                null,
                null));

    assertThat(config.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("isolation.level", "read_committed");
    assertThat(config.getProducerConfigs("p")).containsEntry("enable.idempotence", true);
  }

  @Test
  void shouldNotLookForOtherPartitionsBeforeEachRecord() {
    assertThat(accepted(StreamsSettings.defaults()).getLong("max.task.idle.ms"))
        .isEqualTo(StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
  }

  @Test
  void shouldKeepWithinWhatEventHubsAllows() {
    StreamsConfig config = accepted(kafka(Profile.EVENT_HUBS, Map.of()));

    assertThat(config.getLong("commit.interval.ms")).isEqualTo(1_000);
    assertThat(config.originals()).containsEntry("topic.retention.ms", "604800000");
    assertThat(config.getProducerConfigs("p"))
        .containsEntry("compression.type", "gzip")
        .containsEntry("max.request.size", 1_000_000)
        .containsEntry("metadata.max.idle.ms", "180000");
    assertThat(config.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("session.timeout.ms", "30000")
        .containsEntry("group.protocol", "classic");
  }

  @Test
  void shouldRefuseToCommitMoreOftenThanEventHubsTakes() {
    ProcessingSettings tooOften =
        new ProcessingSettings(
            null, null, Duration.ofMillis(100), null, null, null, null, null, null, null);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new StreamsSettings(
                    kafka(Profile.EVENT_HUBS, Map.of()).kafka(),
                    null,
                    tooOften,
                    null,
                    null,
                    null,
                    null))
        .withMessage(
            "headwater.streams.commit-interval is 100ms, but Event Hubs takes four commits a second"
                + " for a partition and slows down who sends more: set it to 250ms or more, or"
                + " leave it out");
  }

  @Test
  void shouldPreferTheUsersPropertiesToWhatMicrosoftRecommends() {
    StreamsConfig config =
        accepted(
            kafka(
                Profile.EVENT_HUBS,
                Map.of(
                    "session.timeout.ms", "45000",
                    "producer.compression.type", "none",
                    "consumer.heartbeat.interval.ms", "5000")));

    assertThat(config.getProducerConfigs("p")).containsEntry("compression.type", "none");
    assertThat(config.getMainConsumerConfigs("g", "c", 0))
        .containsEntry("session.timeout.ms", "45000")
        .containsEntry("heartbeat.interval.ms", "5000");
  }

  @Test
  void shouldLeaveTheRetentionOfInternalTopicsToWhoeverPaysForEventHubs() {
    StreamsConfig config =
        accepted(kafka(Profile.EVENT_HUBS, Map.of("topic.retention.ms", "86400000")));

    assertThat(config.originals()).containsEntry("topic.retention.ms", "86400000");
  }

  @Test
  void shouldKeepWhatIsOnItsWayThroughInternalTopicsUntilItIsRead() {
    StreamsConfig config = accepted(StreamsSettings.defaults());

    // Kafka Streams' own retention, without end, is overridden by what begins like this
    assertThat(config.originals())
        .containsEntry("topic.message.timestamp.type", "CreateTime")
        .doesNotContainKeys("topic.retention.ms", "topic.retention.bytes", "topic.cleanup.policy");
  }

  @Test
  void shouldLeaveTheGroupWhenItStopsUnlessItHasANameThere() {
    StreamsClientConfig config = new StreamsClientConfig(StreamsSettings.defaults());

    assertThat(config.onStop()).isEqualTo(GroupMembershipOperation.LEAVE_GROUP);
    assertThat(accepted(StreamsSettings.defaults()).getMainConsumerConfigs("g", "c", 0))
        .doesNotContainKey("group.instance.id");
  }

  @Test
  void shouldKeepItsPlaceInTheGroupWhenItHasANameThere() {
    StreamsSettings settings =
        new StreamsSettings(
            null,
            null,
            new ProcessingSettings(
                null, null, null, null, null, null, "headwater-0", null, null, null),
            null,
            null,
            null,
            null);

    assertThat(new StreamsClientConfig(settings).onStop())
        .isEqualTo(GroupMembershipOperation.REMAIN_IN_GROUP);
    assertThat(accepted(settings).getMainConsumerConfigs("g", "c", 1))
        .containsEntry("group.instance.id", "headwater-0-1");
  }

  @Test
  void shouldTellTheOtherInstancesItsAddressOnlyWhenItHasOne() {
    StreamsSettings settings =
        new StreamsSettings(
            null,
            null,
            new ProcessingSettings(
                null, null, null, null, null, null, null, "plant-0.plant:8080", null, null),
            null,
            null,
            null,
            null);

    assertThat(accepted(settings).getString("application.server")).isEqualTo("plant-0.plant:8080");
    assertThat(accepted(StreamsSettings.defaults()).originals())
        .doesNotContainKey("application.server");
  }

  @Test
  void shouldPreferTheUsersPropertiesToWhatMerelySuits() {
    StreamsConfig config =
        accepted(kafka(Profile.KAFKA, Map.of("linger.ms", "77", "producer.batch.size", "1")));

    assertThat(config.getProducerConfigs("p"))
        .containsEntry("linger.ms", "77")
        .containsEntry("batch.size", "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application.id",
        "producer.acks",
        "main.consumer.auto.offset.reset",
        "isolation.level",
        "partitioner.class",
        "producer.partitioner.ignore.keys",
        "topic.cleanup.policy",
        "topic.retention.ms",
        "topic.message.timestamp.type",
        "processing.guarantee",
        "application.server",
        "production.exception.handler"
      })
  void shouldRefuseAPropertyThatTheGuaranteesRestOn(String key) {
    StreamsClientConfig config =
        new StreamsClientConfig(kafka(Profile.KAFKA, Map.of(key, "anything")));

    assertThatIllegalArgumentException()
        .isThrownBy(config::forAdmin)
        .withMessageStartingWith("headwater.kafka.properties." + key + " must not be set");
  }

  private StreamsConfig accepted(StreamsSettings settings) {
    return new StreamsConfig(new StreamsClientConfig(settings).forStreams(memory));
  }

  private static StreamsSettings kafka(Profile profile, Map<String, String> properties) {
    return new StreamsSettings(
        new KafkaSettings(null, profile, null, null, properties),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
