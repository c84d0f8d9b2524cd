package io.headwater.quickstart.doctor.broker;

import io.headwater.model.settings.TopicSettings;
import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.clock.ClockReadings;
import io.headwater.quickstart.doctor.net.Endpoint;
import io.headwater.streams.config.StreamsSettings;
import java.io.Closeable;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** What stream and sink need of the broker. */
public final class BrokerChecks implements Closeable {

  private final BrokerSession session;
  private final List<Check> checks;

  private BrokerChecks(BrokerSession session, List<Check> checks) {
    this.session = session;
    this.checks = checks;
  }

  /**
   * The checks of the broker that the settings name; talks to nobody yet.
   *
   * @param readings where the broker's clock is noted
   */
  public static BrokerChecks of(
      StreamsSettings settings, InstantSource clock, ClockReadings readings) {
    BrokerSession session = new BrokerSession(settings.kafka());
    BrokerTopics broker = new BrokerTopics(session);
    TopicSettings topics = settings.topics();
    String input = topics.events();
    String application = settings.streams().applicationId();
    List<Endpoint> endpoints = Endpoint.listOf(settings.kafka().bootstrapServers());
    boolean delivers = !settings.delivery().webhooks().isEmpty();
    List<Check> reached =
        List.of(
            new ProfileCheck(settings.kafka(), endpoints),
            new AddressCheck(endpoints),
            new ProtocolCheck(endpoints, session),
            new SignInCheck(session));
    Stream<Check> asked =
        Stream.of(
            new BrokersCheck(session),
            new GroupProtocolCheck(endpoints, session),
            new TopicsCheck(broker, settings.kafka(), topics, delivers),
            new InternalTopicsCheck(broker, settings),
            new TransactionsCheck(session, settings, clock, readings),
            new QuotasCheck(session, input),
            new GroupCheck(session, application, List.of(input)));
    return new BrokerChecks(
        session,
        Stream.concat(reached.stream(), asked.map(check -> new Answered(check, application)))
            .toList());
  }

  /** They, in their order. */
  public List<Check> checks() {
    return checks;
  }

  /** Ends what they share. */
  @Override
  public void close() {
    session.close();
  }
}
