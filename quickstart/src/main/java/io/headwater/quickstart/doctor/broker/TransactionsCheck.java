package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.clock.ClockReadings;
import io.headwater.streams.config.Guarantee;
import io.headwater.streams.config.StreamsSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Whether the broker has transactions: one is tried, and aborted. */
final class TransactionsCheck implements Check {

  private final BrokerTopics topics;
  private final TransactionTrial trial;
  private final StreamsSettings settings;

  TransactionsCheck(
      BrokerSession session,
      StreamsSettings settings,
      InstantSource clock,
      ClockReadings readings) {
    this.topics = new BrokerTopics(session);
    this.trial = new TransactionTrial(session, clock, readings);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "transactions";
  }

  @Override
  public List<String> needs() {
    return List.of(SignInCheck.NAME, BrokersCheck.NAME);
  }

  @Override
  public Duration limit() {
    return BrokerSession.PATIENCE.multipliedBy(3);
  }

  @Override
  public List<Finding> look() throws ExecutionException, InterruptedException {
    if (settings.streams().guarantee() == Guarantee.AT_LEAST_ONCE) {
      return List.of(Finding.skipped("not needed: headwater.streams.guarantee is at_least_once"));
    }
    // Rights are often given for names that begin with the application id; two who try at the same
    // time must not fence each other
    String application = settings.streams().applicationId();
    String input = settings.topics().events();
    String id = application + "-doctor-" + UUID.randomUUID();
    Duration timeout = settings.transactionTimeout();
    try {
      boolean withOffsets = !topics.facts(List.of(input)).isEmpty();
      trial.run(
          id, timeout, withOffsets ? Optional.of(new TopicPartition(input, 0)) : Optional.empty());
      return List.of(
          Finding.ok(
              withOffsets
                  ? "one was begun, took an offset in and was aborted; no topic got a record"
                  : "one was begun and aborted; it took no offset in, as there is no topic %s yet"
                      .formatted(input)));
    } catch (KafkaException e) {
      return List.of(TransactionVerdict.of(e, trial.step(), application));
    }
  }
}
