package io.headwater.quickstart.doctor.broker;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.net.Endpoint;
import io.headwater.quickstart.doctor.net.Reach;
import io.headwater.quickstart.doctor.net.TcpProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether what takes connections speaks Kafka's protocol, in the version this client begins with.
 */
final class ProtocolCheck implements Check {

  static final String NAME = "protocol";

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final List<Endpoint> endpoints;
  private final BrokerSession session;

  ProtocolCheck(List<Endpoint> endpoints, BrokerSession session) {
    this.endpoints = endpoints;
    this.session = session;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> needs() {
    return List.of(AddressCheck.NAME);
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(5).plus(PATIENCE.multipliedBy(4L * endpoints.size()));
  }

  @Override
  public List<Finding> look() {
    SocketSecurity security;
    try {
      security = SocketSecurity.of(session.clientProperties(Set.of()));
    } catch (org.apache.kafka.common.KafkaException e) {
      return List.of(SignInVerdict.ofSettings(e));
    }
    List<Finding> findings = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      if (new TcpProbe(PATIENCE).reach(endpoint) instanceof Reach.Reached) {
        findings.add(look(endpoint, security));
      }
    }
    return findings;
  }

  private static Finding look(Endpoint endpoint, SocketSecurity security) {
    WireProbe probe = new WireProbe(security, PATIENCE);
    ProtocolVerdict verdict = new ProtocolVerdict(endpoint, security.isTls(), WireProbe.NEWEST);
    WireAnswer answer = probe.ask(endpoint, WireProbe.NEWEST);
    if (answer instanceof WireAnswer.Closed
        && probe.ask(endpoint, WireProbe.OLDER) instanceof WireAnswer.Versions) {
      return verdict.ofOlderOnly(WireProbe.OLDER);
    }
    boolean mute = answer instanceof WireAnswer.Closed || answer instanceof WireAnswer.Silent;
    return mute && !security.isTls() && speaksTls(endpoint)
        ? verdict.ofHiddenTls()
        : verdict.of(answer);
  }

  /** A certificate that is not trusted is one, too. */
  private static boolean speaksTls(Endpoint endpoint) {
    WireAnswer answer =
        new WireProbe(SocketSecurity.usualTls(), PATIENCE).ask(endpoint, WireProbe.OLDER);
    return answer instanceof WireAnswer.Versions
        || (answer instanceof WireAnswer.TlsFailed failed && failed.why().contains("PKIX"));
  }
}
