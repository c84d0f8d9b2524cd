package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaFilter;

/** Whether the broker limits its clients, and makes this one wait. */
final class QuotasCheck implements Check {

  private final BrokerSession session;
  private final String input;

  QuotasCheck(BrokerSession session, String input) {
    this.session = session;
    this.input = input;
  }

  @Override
  public String name() {
    return "quotas";
  }

  @Override
  public List<String> needs() {
    return List.of(SignInCheck.NAME, BrokersCheck.NAME);
  }

  @Override
  public Duration limit() {
    return BrokerSession.PATIENCE.multipliedBy(2);
  }

  @Override
  public List<Finding> look() throws ExecutionException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(quotas());
    if (!new BrokerTopics(session).facts(List.of(input)).isEmpty()) {
      findings.add(read());
    }
    return findings;
  }

  private Finding quotas() throws InterruptedException {
    try {
      return QuotaVerdict.of(
          session.admin().describeClientQuotas(ClientQuotaFilter.all()).entities().get());
    } catch (ExecutionException e) {
      return Finding.skipped("whether quotas are set is not told: " + Reason.of(e));
    }
  }

  private Finding read() {
    try {
      return QuotaVerdict.ofThrottle(
          new ThrottleTrial(session).longest(new TopicPartition(input, 0)));
    } catch (KafkaException e) {
      return Finding.fail(
          "nothing can be read from %s: %s".formatted(input, Reason.of(e)),
          "give the user the right Read on the topic");
    }
  }
}
