package io.headwater.quickstart.doctor.broker;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Whether the topics are there, and as stream and sink need them. */
final class TopicsCheck implements Check {

  static final String NAME = "topics";

  private final BrokerTopics broker;
  private final TopicSettings topics;
  private final List<TopicNeed> needs;
  private final Profile profile;

  /**
   * @param delivers whether alerts are delivered anywhere
   */
  TopicsCheck(BrokerTopics broker, KafkaSettings kafka, TopicSettings topics, boolean delivers) {
    this.broker = broker;
    this.topics = topics;
    this.needs = TopicNeed.all(topics, delivers);
    this.profile = kafka.profile();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> needs() {
    return List.of(SignInCheck.NAME);
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(20);
  }

  @Override
  public List<Finding> look() throws InterruptedException, ExecutionException {
    boolean mayCreate = Optional.ofNullable(topics.create()).orElse(profile == Profile.KAFKA);
    List<TopicFacts> there = broker.facts(needs.stream().map(TopicNeed::name).toList());
    TopicVerdict verdict = new TopicVerdict(profile, mayCreate);
    List<Finding> findings = new ArrayList<>();
    for (TopicNeed need : needs) {
      Optional<TopicFacts> facts =
          there.stream().filter(topic -> topic.name().equals(need.name())).findFirst();
      findings.addAll(
          facts
              .map(topic -> verdict.of(need, topic))
              .orElseGet(() -> List.of(missing(need, mayCreate))));
    }
    return findings;
  }

  private static Finding missing(TopicNeed need, boolean mayCreate) {
    return mayCreate
        ? Finding.ok(need.name() + " is not there yet; the stream creates it at its start")
        : Finding.fail(
            need.name() + " is not there, and the stream may not create it",
            "create it with ./headwater topics create (plan says how it would), name another with"
                + " headwater.topics.*, or set headwater.topics.create=true");
  }
}
