package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A check that asks the broker, and what to say when it does not get an answer.
 *
 * @param application what most rights are given for: names that begin with it
 */
record Answered(Check check, String application) implements Check {

  @Override
  public String name() {
    return check.name();
  }

  @Override
  public List<String> needs() {
    return check.needs();
  }

  @Override
  public Duration limit() {
    return check.limit();
  }

  @Override
  public List<Finding> look() throws Exception {
    try {
      return check.look();
    } catch (ExecutionException | KafkaException e) {
      Throwable cause = Reason.unwrapped(e);
      if (cause instanceof AuthorizationException) {
        return List.of(
            Finding.fail(
                "the broker forbids to look: " + Reason.of(cause),
                "give the user the rights Describe, DescribeConfigs, Read and Write on the topics of"
                    + " headwater.topics.*, and all on topics, groups and transactional ids that"
                    + " begin with %s (Event Hubs: Azure Event Hubs Data Owner)"
                        .formatted(application)));
      }
      if (cause instanceof TimeoutException) {
        return List.of(
            Finding.fail(
                "the broker did not answer in time: " + Reason.of(cause),
                "look at the broker's log and load; all its brokers must be reachable from here"));
      }
      throw e;
    }
  }
}
