package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Reason;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** What to say when a client did not get in. */
final class SignInVerdict {

  private static final String CHECK_SASL =
      "check headwater.kafka.event-hubs.* with the profile event-hubs, or"
          + " headwater.kafka.properties.sasl.jaas.config";

  private SignInVerdict() {}

  /** Of a client that could not even be made. */
  static Finding ofSettings(Exception refusal) {
    Throwable root = refusal;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return Finding.fail(
        "Kafka's client does not take its settings: " + Reason.of(root),
        "check headwater.kafka.properties.*");
  }

  /** Of a client that asked, and got this. */
  static Finding of(Exception failure, String protocol) {
    Throwable cause = Reason.unwrapped(failure);
    String reason = Reason.of(cause);
    if (cause instanceof UnsupportedSaslMechanismException) {
      return Finding.fail(
          "the broker does not take this way to sign in: " + reason,
          "set headwater.kafka.properties.sasl.mechanism to one it takes");
    }
    if (cause instanceof AuthenticationException) {
      return Finding.fail(
          "the broker does not let this client in: " + reason,
          CHECK_SASL + " (a key that was renewed? a wrong user?)");
    }
    if (cause instanceof AuthorizationException) {
      return Finding.fail(
          "the broker lets this client in, and forbids it to look: " + reason,
          "give its user the right Describe on the cluster (Azure: the role Azure Event Hubs Data"
              + " Owner, or a policy with Manage, Send and Listen)");
    }
    if (cause instanceof TimeoutException) {
      String signIn =
          protocol.contains("SASL")
              ? CHECK_SASL
              : "if the broker wants its clients to sign in, set"
                  + " headwater.kafka.properties.security.protocol=SASL_SSL and sasl.*";
      return Finding.fail(
          "the broker was asked (%s), and did not answer in time".formatted(protocol),
          "look at the broker's advertised.listeners: it may send its clients on to an address that"
              + " cannot be reached from here; "
              + signIn
              + "; else see its log");
    }
    return Finding.fail("the broker refuses: " + reason, CHECK_SASL);
  }
}
