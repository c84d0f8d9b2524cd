package io.headwater.quickstart.doctor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.quickstart.doctor.broker.TopicNeed.Use;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicVerdictTest {

  private static final Map<String, String> GOOD =
      Map.of(
          "cleanup.policy", "delete",
          "message.timestamp.type", "CreateTime",
          "retention.ms", Long.toString(Duration.ofDays(7).toMillis()),
          "retention.bytes", "-1",
          "max.message.bytes", "4194304",
          "min.insync.replicas", "1",
          "compression.type", "producer");

  @Test
  void shouldBeContentWithATopicAsItShouldBe() {
    assertThat(look(Use.INPUT, Map.of()))
        .containsExactly(Finding.ok("a-topic: 4 partitions, delete, CreateTime, kept 7 days"));
    assertThat(
            look(
                Use.TABLE,
                Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime")))
        .extracting(Finding::level)
        .containsExactly(Level.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "INPUT, cleanup.policy, compact, FAIL, is compacted",
    "OUTPUT, cleanup.policy, 'compact,delete', FAIL, is compacted",
    "OUTPUT, message.timestamp.type, LogAppendTime, WARN, LogAppendTime",
    "INPUT, message.timestamp.type, LogAppendTime, WARN, LogAppendTime",
    "OUTPUT, retention.ms, -1, WARN, kept for ever",
    "OUTPUT, retention.ms, 7200000, WARN, gone after 2 hours",
    "OUTPUT, retention.ms, 60000, FAIL, gone after 60 s",
    "OUTPUT, min.insync.replicas, 2, FAIL, nothing can be written below 2",
    "OUTPUT, compression.type, zstd, WARN, 'compresses it anew, with zstd'",
    "DEAD_LETTERS, max.message.bytes, 1048588, FAIL, dead letters need 4194304"
  })
  void shouldSayWhatIsWrongWithOneSettingAndHowToMendIt(
      Use use, String setting, String value, Level level, String seen) {
    List<Finding> findings = look(use, Map.of(setting, value));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).level()).isEqualTo(level);
    assertThat(findings.get(0).what()).startsWith("a-topic: ").contains(seen);
    assertThat(findings.get(0).cure()).contains("a-topic", setting);
  }

  @Test
  void shouldFailOnATableThatForgets() {
    List<Finding> findings = look(Use.TABLE, Map.of("message.timestamp.type", "LogAppendTime"));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).what()).contains("not compacted");
    assertThat(findings.get(0).cure()).contains("cleanup.policy=compact");
  }

  @Test
  void shouldOnlyWarnOfARoomForDeadLettersThatTheStreamMakes() {
    TopicFacts small = facts(Map.of("max.message.bytes", "1048588"), Set.of(), 0);

    Finding finding =
        new TopicVerdict(Profile.KAFKA, true)
            .of(new TopicNeed("a-topic", Use.DEAD_LETTERS), small)
            .get(0);

    assertThat(finding.level()).isEqualTo(Level.WARN);
    // Event Hubs has one limit for all topics
    assertThat(
            new TopicVerdict(Profile.EVENT_HUBS, false)
                .of(new TopicNeed("a-topic", Use.DEAD_LETTERS), small))
        .extracting(Finding::level)
        .containsExactly(Level.OK);
  }

  @Test
  void shouldFailWithoutTheRightOrTheLeader() {
    TopicFacts facts = facts(Map.of(), Set.of(AclOperation.DESCRIBE), 2);

    List<Finding> findings =
        new TopicVerdict(Profile.KAFKA, true).of(new TopicNeed("a-topic", Use.OUTPUT), facts);

    assertThat(findings).extracting(Finding::level).containsExactly(Level.FAIL, Level.FAIL);
    assertThat(findings.get(0).what()).contains("2 of 4 partitions have no leader");
    assertThat(findings.get(1).what()).contains("no right to write");
  }

  @Test
  void shouldSayThatSettingsMayNotBeSeen() {
    TopicFacts blank = new TopicFacts("a-topic", 1, 0, 1, Map.of(), Optional.empty());

    assertThat(new TopicVerdict(Profile.KAFKA, true).of(new TopicNeed("a-topic", Use.INPUT), blank))
        .containsExactly(
            Finding.ok("a-topic: 1 partition; its settings may not be seen by this user"));
  }

  @Test
  void shouldHoldInternalTopicsAgainstTheInput() {
    InternalTopicsVerdict verdict = new InternalTopicsVerdict("events", 8);

    assertThat(verdict.of(List.of())).extracting(Finding::level).containsExactly(Level.OK);
    assertThat(verdict.of(List.of(internal("app-panes-changelog", 8, "compact", "CreateTime"))))
        .containsExactly(Finding.ok("1, all with the 8 partitions of events"));
    assertThat(verdict.of(List.of(internal("app-panes-changelog", 4, "compact", "CreateTime"))))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("has 4 partitions, but events has 8");
    assertThat(verdict.of(List.of(internal("app-panes-changelog", 8, "delete", "CreateTime"))))
        .singleElement()
        .extracting(Finding::cure)
        .asString()
        .contains("cleanup.policy=compact");
    assertThat(verdict.of(List.of(internal("app-a-repartition", 8, "compact", "LogAppendTime"))))
        .extracting(Finding::level)
        .containsExactly(Level.FAIL, Level.FAIL);
  }

  private static TopicFacts internal(String name, int partitions, String policy, String time) {
    return new TopicFacts(
        name,
        partitions,
        0,
        1,
        Map.of("cleanup.policy", policy, "message.timestamp.type", time),
        Optional.empty());
  }

  private static List<Finding> look(Use use, Map<String, String> changed) {
    return new TopicVerdict(Profile.KAFKA, false)
        .of(
            new TopicNeed("a-topic", use),
            facts(changed, Set.of(AclOperation.READ, AclOperation.WRITE), 0));
  }

  private static TopicFacts facts(
      Map<String, String> changed, Set<AclOperation> allowed, int leaderless) {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.putAll(changed);
    return new TopicFacts(
        "a-topic",
        4,
        leaderless,
        1,
        settings,
        allowed.isEmpty() ? Optional.empty() : Optional.of(allowed));
  }
}
