package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.net.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Which ways to lead a group the broker has. */
final class GroupProtocolCheck implements Check {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final List<Endpoint> endpoints;
  private final BrokerSession session;

  GroupProtocolCheck(List<Endpoint> endpoints, BrokerSession session) {
    this.endpoints = endpoints;
    this.session = session;
  }

  @Override
  public String name() {
    return "group-protocol";
  }

  @Override
  public List<String> needs() {
    return List.of(ProtocolCheck.NAME);
  }

  @Override
  public Duration limit() {
    return PATIENCE.multipliedBy(endpoints.size()).plusSeconds(5);
  }

  @Override
  public List<Finding> look() {
    WireProbe probe =
        new WireProbe(SocketSecurity.of(session.clientProperties(Set.of())), PATIENCE);
    for (Endpoint endpoint : endpoints) {
      if (probe.ask(endpoint, WireProbe.NEWEST) instanceof WireAnswer.Versions versions) {
        return List.of(GroupProtocolVerdict.of(versions));
      }
    }
    return List.of(Finding.skipped("not known: no broker told its versions once more"));
  }
}
