package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;

/** Whether the broker lets us in. */
final class SignInCheck implements Check {

  static final String NAME = "sign-in";

  private final BrokerSession session;

  SignInCheck(BrokerSession session) {
    this.session = session;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> needs() {
    return List.of(ProtocolCheck.NAME);
  }

  @Override
  public List<Finding> look() throws InterruptedException {
    Map<String, Object> client = session.clientProperties(Set.of());
    String protocol =
        String.valueOf(
            client.getOrDefault(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL));
    try {
      DescribeClusterResult cluster = session.admin().describeCluster();
      int brokers = cluster.nodes().get().size();
      return List.of(
          Finding.ok(
              "%s; cluster %s, %d broker%s"
                  .formatted(
                      words(protocol, client),
                      cluster.clusterId().get(),
                      brokers,
                      brokers == 1 ? "" : "s")));
    } catch (ExecutionException e) {
      return List.of(SignInVerdict.of(e, protocol));
    } catch (KafkaException e) {
      return List.of(SignInVerdict.ofSettings(e));
    }
  }

  private static String words(String protocol, Map<String, Object> client) {
    return protocol.startsWith("SASL")
        ? "signed in with %s over %s"
            .formatted(client.getOrDefault(SaslConfigs.SASL_MECHANISM, "GSSAPI"), protocol)
        : "nothing to sign in with (%s)".formatted(protocol);
  }
}
