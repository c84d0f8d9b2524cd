package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.streams.config.StreamsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Whether the topics that Kafka Streams keeps for itself still fit the input. */
final class InternalTopicsCheck implements Check {

  private final BrokerTopics broker;
  private final OwnTopics own;
  private final String input;
  private final String applicationId;

  InternalTopicsCheck(BrokerTopics broker, StreamsSettings settings) {
    this.broker = broker;
    this.own = new OwnTopics(settings);
    this.input = settings.topics().events();
    this.applicationId = settings.streams().applicationId();
  }

  @Override
  public String name() {
    return "internal-topics";
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
    List<TopicFacts> events = broker.facts(List.of(input));
    List<String> names =
        broker.namesFrom(applicationId + "-").stream()
            .filter(InternalTopicsVerdict::isInternal)
            .toList();
    List<Finding> missing = own.missing(Set.copyOf(names));
    if (!missing.isEmpty()) {
      return missing;
    }
    if (events.isEmpty()) {
      return List.of(
          names.isEmpty()
              ? Finding.ok("none yet; Kafka Streams creates them at the start of the stream")
              : Finding.warn(
                  "%d are there, but the input %s is not".formatted(names.size(), input),
                  "if the input was deleted, begin anew under another"
                      + " headwater.streams.application-id: the state is that of the old one"));
    }
    return new InternalTopicsVerdict(input, events.get(0).partitions()).of(broker.facts(names));
  }
}
