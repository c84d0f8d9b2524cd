package io.headwater.quickstart.doctor.broker;

import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.quickstart.doctor.broker.TopicNeed.Use;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.streams.ingest.DeadLetterLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What to say of a topic that is there.
 *
 * @param mayChange whether the stream may change its settings by itself
 */
record TopicVerdict(Profile profile, boolean mayChange) {

  /** A sink or a stream that is away for a weekend should lose nothing. */
  private static final Duration ENOUGH = Duration.ofDays(3);

  private static final Duration LITTLE = Duration.ofHours(1);

  /** A topic, and how its settings are changed. */
  private record Topic(TopicNeed need, TopicFacts facts) {

    String name() {
      return facts.name();
    }

    String set(String setting, String value) {
      return "kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s=%s"
          .formatted(name(), setting, value);
    }
  }

  /** At least one finding. */
  List<Finding> of(TopicNeed need, TopicFacts facts) {
    Topic topic = new Topic(need, facts);
    List<Finding> findings = new ArrayList<>();
    leaders(topic).ifPresent(findings::add);
    replicas(topic).ifPresent(findings::add);
    rights(topic).ifPresent(findings::add);
    policy(topic).ifPresent(findings::add);
    timestamps(topic).ifPresent(findings::add);
    retention(topic).ifPresent(findings::add);
    size(topic).ifPresent(findings::add);
    compression(topic).ifPresent(findings::add);
    if (findings.isEmpty()) {
      findings.add(Finding.ok(words(facts)));
    }
    return findings;
  }

  private static String words(TopicFacts facts) {
    String shape =
        "%s: %d partition%s"
            .formatted(facts.name(), facts.partitions(), facts.partitions() == 1 ? "" : "s");
    return facts.settings().isEmpty()
        ? shape + "; its settings may not be seen by this user"
        : "%s, %s, %s, kept %s"
            .formatted(
                shape,
                facts.setting(TopicConfig.CLEANUP_POLICY_CONFIG).orElse("policy not known"),
                facts.setting(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).orElse("time not known"),
                facts
                    .number(TopicConfig.RETENTION_MS_CONFIG)
                    .map(TopicVerdict::words)
                    .orElse("not known"));
  }

  private static Optional<Finding> leaders(Topic topic) {
    return topic.facts().leaderless() == 0
        ? Optional.empty()
        : Optional.of(
            Finding.fail(
                "%s: %d of %d partitions have no leader"
                    .formatted(
                        topic.name(), topic.facts().leaderless(), topic.facts().partitions()),
                "bring the brokers back that have them"));
  }

  private static Optional<Finding> replicas(Topic topic) {
    int inSync = topic.facts().leastInSync();
    return topic
        .facts()
        .number(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
        .filter(least -> topic.facts().leaderless() == 0 && inSync < least)
        .map(
            least ->
                Finding.fail(
                    "%s: a partition has %d replicas in sync, and nothing can be written below %d"
                        .formatted(topic.name(), inSync, least),
                    "bring the other brokers back, or "
                        + topic.set(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, inSync + "")));
  }

  private static Optional<Finding> rights(Topic topic) {
    AclOperation wanted = topic.need().isWritten() ? AclOperation.WRITE : AclOperation.READ;
    return topic
        .facts()
        .allowed()
        .filter(allowed -> !allowed.contains(wanted) && !allowed.contains(AclOperation.ALL))
        .map(
            allowed ->
                Finding.fail(
                    "%s: this user has no right to %s it"
                        .formatted(topic.name(), wanted == AclOperation.READ ? "read" : "write"),
                    "give it the right %s on the topic".formatted(wanted)));
  }

  private static Optional<Finding> policy(Topic topic) {
    Optional<String> policy = topic.facts().setting(TopicConfig.CLEANUP_POLICY_CONFIG);
    boolean compacts =
        policy.filter(set -> set.contains(TopicConfig.CLEANUP_POLICY_COMPACT)).isPresent();
    if (policy.isEmpty() || compacts == (topic.need().use() == Use.TABLE)) {
      return Optional.empty();
    }
    if (compacts) {
      return Optional.of(
          Finding.fail(
              topic.name() + ": it is compacted, which drops records before they are read",
              topic.set(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE)));
    }
    boolean forgets =
        topic.facts().number(TopicConfig.RETENTION_MS_CONFIG).filter(ms -> ms >= 0).isPresent();
    return forgets
        ? Optional.of(
            Finding.fail(
                topic.name() + ": it is not compacted, so what it says is forgotten one day",
                topic.set(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)))
        : Optional.empty();
  }

  private static Optional<Finding> timestamps(Topic topic) {
    Optional<String> type = topic.facts().setting(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    boolean appendTime = type.filter("LogAppendTime"::equals).isPresent();
    if (type.isEmpty() || appendTime == (topic.need().use() == Use.TABLE)) {
      return Optional.empty();
    }
    if (appendTime) {
      return Optional.of(
          Finding.warn(
              topic.name()
                  + ": its records have the broker's time (LogAppendTime) instead of their sender's",
              topic.set(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime")
                  + " (Event Hubs: messageTimestampDescription.timestampType = Create)"));
    }
    return Optional.of(
        Finding.warn(
            topic.name()
                + ": its records have their sender's time; one without any would end the stream",
            topic.set(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")));
  }

  private static Optional<Finding> retention(Topic topic) {
    if (topic.need().use() == Use.TABLE) {
      return Optional.empty();
    }
    Optional<Long> bytes = topic.facts().number(TopicConfig.RETENTION_BYTES_CONFIG);
    Optional<Long> millis = topic.facts().number(TopicConfig.RETENTION_MS_CONFIG);
    if (millis.filter(ms -> ms < 0).isPresent()) {
      return bytes.filter(most -> most >= 0).isPresent()
          ? Optional.empty()
          : Optional.of(
              Finding.warn(
                  topic.name() + ": it is kept for ever, and grows until the disk is full",
                  topic.set(TopicConfig.RETENTION_MS_CONFIG, Duration.ofDays(7).toMillis() + "")));
    }
    return millis
        .filter(ms -> ms < ENOUGH.toMillis())
        .map(
            ms -> {
              String seen =
                  "%s: its records are gone after %s; a reader that is away for longer loses them"
                      .formatted(topic.name(), words(ms));
              String cure =
                  topic.set(TopicConfig.RETENTION_MS_CONFIG, Duration.ofDays(7).toMillis() + "");
              return ms < LITTLE.toMillis() ? Finding.fail(seen, cure) : Finding.warn(seen, cure);
            });
  }

  /** A dead letter outgrows its record; one that the broker refuses would stop the stream. */
  private Optional<Finding> size(Topic topic) {
    if (topic.need().use() != Use.DEAD_LETTERS || profile != Profile.KAFKA) {
      return Optional.empty();
    }
    int needed = DeadLetterLimit.KAFKA_BYTES;
    return topic
        .facts()
        .number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
        .filter(most -> most < needed)
        .map(
            most -> {
              String seen =
                  "%s: it takes records of %d bytes at most, and dead letters need %d"
                      .formatted(topic.name(), most, needed);
              String cure = topic.set(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, needed + "");
              return mayChange
                  ? Finding.warn(seen, "nothing, the stream raises that at its start; or " + cure)
                  : Finding.fail(seen, cure);
            });
  }

  private Optional<Finding> compression(Topic topic) {
    return topic
        .facts()
        .setting(TopicConfig.COMPRESSION_TYPE_CONFIG)
        .filter(type -> profile == Profile.KAFKA && !type.equals("producer"))
        .map(
            type ->
                Finding.warn(
                    "%s: the broker compresses it anew, with %s".formatted(topic.name(), type),
                    topic.set(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer")
                        + ", which costs the broker nothing"));
  }

  private static String words(long millis) {
    if (millis < 0) {
      return "for ever";
    }
    Duration kept = Duration.ofMillis(millis);
    if (kept.toDays() > 1) {
      return kept.toDays() + " days";
    }
    return kept.toHours() > 1 ? kept.toHours() + " hours" : kept.toSeconds() + " s";
  }
}
