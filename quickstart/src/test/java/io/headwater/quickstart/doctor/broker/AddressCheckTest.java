package io.headwater.quickstart.doctor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.quickstart.doctor.net.Endpoint;
import io.headwater.quickstart.doctor.net.Reach;
import io.headwater.testkit.FreePorts;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressCheckTest {

  private static final ReachVerdict.Where SOLE =
      new ReachVerdict.Where(false, "a.setting", "start it");

  @Test
  void shouldFailWhenNobodyListens() {
    Endpoint nobody = new Endpoint("127.0.0.1", FreePorts.next());

    Finding finding = new AddressCheck(List.of(nobody)).look().get(0);

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains(nobody.toString(), "takes no connections");
    assertThat(finding.cure()).contains("headwater.kafka.bootstrap-servers");
  }

  @Test
  void shouldOnlyWarnWhenAnotherServerIsThere() throws IOException {
    Endpoint nobody = new Endpoint("127.0.0.1", FreePorts.next());
    try (OddServer server = OddServer.start(request -> null)) {
      assertThat(new AddressCheck(List.of(nobody, server.endpoint())).look())
          .extracting(Finding::level)
          .containsExactly(Level.WARN, Level.OK);
    }
  }

  @Test
  void shouldFailWhenTheNameIsUnknown() {
    Finding finding = new AddressCheck(List.of(new Endpoint("broker.invalid", 9092))).look().get(0);

    assertThat(finding.what()).contains("broker.invalid is unknown");
    assertThat(finding.cure()).contains("name servers");
  }

  @Test
  void shouldThinkOfAFirewallWhenNothingComesBack() {
    Finding finding =
        ReachVerdict.of(new Endpoint("10.0.0.1", 9093), new Reach.Silent("10.0.0.1"), SOLE);

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.cure()).contains("firewalls");
  }

  @Test
  void shouldReadAddressesAsTheyAreWritten() {
    assertThat(Endpoint.listOf("a:1, [::1]:2,SASL_SSL://b:3"))
        .containsExactly(new Endpoint("a", 1), new Endpoint("::1", 2), new Endpoint("b", 3));
    assertThat(new Endpoint("::1", 2)).hasToString("[::1]:2");
  }
}
