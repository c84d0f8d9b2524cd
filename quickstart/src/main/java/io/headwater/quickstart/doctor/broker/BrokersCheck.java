package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.net.Endpoint;
import io.headwater.quickstart.doctor.net.TcpProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.Node;

/** Whether the brokers can be reached where they say that they are, which is where clients go. */
final class BrokersCheck implements Check {

  static final String NAME = "brokers";

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MOST = 6;

  private final BrokerSession session;

  BrokersCheck(BrokerSession session) {
    this.session = session;
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
    return PATIENCE.multipliedBy(MOST).plus(BrokerSession.PATIENCE);
  }

  @Override
  public List<Finding> look() throws InterruptedException, ExecutionException {
    TcpProbe probe = new TcpProbe(PATIENCE);
    List<Finding> findings = new ArrayList<>();
    for (Node node :
        session.admin().describeCluster().nodes().get().stream().limit(MOST).toList()) {
      Endpoint endpoint = new Endpoint(node.host(), node.port());
      findings.add(
          ReachVerdict.of(
              endpoint,
              probe.reach(endpoint),
              new ReachVerdict.Where(
                  false,
                  "advertised.listeners of broker " + node.idString(),
                  "clients go where it says, whatever the bootstrap servers are")));
    }
    return findings;
  }
}
