package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Reason;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What to say of a transaction that failed. */
final class TransactionVerdict {

  /** How far it got. */
  enum Step {
    BEGIN("begin"),
    OFFSETS("take offsets in"),
    ABORT("end");

    private final String words;

    Step(String words) {
      this.words = words;
    }
  }

  private static final String WITHOUT =
      "; headwater.streams.guarantee=at_least_once does without transactions (docs/semantics.md says"
          + " what can repeat then)";

  private TransactionVerdict() {}

  /**
   * The finding.
   *
   * @param application what the ids of transactions and groups begin with
   */
  static Finding of(Exception failure, Step step, String application) {
    Throwable cause = cause(failure);
    String seen = "a transaction could not %s: %s".formatted(step.words, Reason.of(cause));
    if (cause instanceof TransactionalIdAuthorizationException) {
      return Finding.fail(
          seen,
          "give the user the rights Write and Describe on transactional ids that begin with "
              + application);
    }
    if (cause instanceof GroupAuthorizationException
        || cause instanceof TopicAuthorizationException) {
      return Finding.fail(
          seen,
          "give the user the right Read on groups that begin with "
              + application
              + ", and on the input topic");
    }
    if (cause instanceof InvalidTxnTimeoutException) {
      return Finding.fail(seen, "raise transaction.max.timeout.ms of the broker");
    }
    if (cause instanceof UnsupportedVersionException) {
      return Finding.fail(
          seen, "the broker has no transactions (Event Hubs: Premium or Dedicated has)" + WITHOUT);
    }
    if (cause instanceof TimeoutException) {
      return Finding.fail(
          seen,
          "the broker's log says why: often __transaction_state cannot be created because"
              + " transaction.state.log.replication.factor is more than there are brokers"
              + WITHOUT);
    }
    return Finding.fail(
        seen,
        "the broker's log says why; Event Hubs has transactions on Premium and Dedicated"
            + WITHOUT);
  }

  /** A producer wraps what happened to an earlier call. */
  private static Throwable cause(Exception failure) {
    Throwable cause = Reason.unwrapped(failure);
    return cause.getClass().equals(org.apache.kafka.common.KafkaException.class)
            && cause.getCause() != null
        ? cause.getCause()
        : cause;
  }
}
