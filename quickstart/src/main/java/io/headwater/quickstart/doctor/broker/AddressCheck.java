package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.net.Endpoint;
import io.headwater.quickstart.doctor.net.Reach;
import io.headwater.quickstart.doctor.net.TcpProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the names of {@code bootstrap-servers} are known, and their ports take connections. */
final class AddressCheck implements Check {

  static final String NAME = "address";

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final List<Endpoint> endpoints;

  AddressCheck(List<Endpoint> endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Duration limit() {
    return PATIENCE.multipliedBy(endpoints.size()).plusSeconds(5);
  }

  @Override
  public List<Finding> look() {
    TcpProbe probe = new TcpProbe(PATIENCE);
    List<Reach> reaches = endpoints.stream().map(probe::reach).toList();
    boolean oneIsThere = reaches.stream().anyMatch(Reach.Reached.class::isInstance);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < endpoints.size(); i++) {
      findings.add(
          ReachVerdict.of(
              endpoints.get(i),
              reaches.get(i),
              new ReachVerdict.Where(
                  oneIsThere,
                  "headwater.kafka.bootstrap-servers",
                  "./headwater broker starts one")));
    }
    return findings;
  }
}
