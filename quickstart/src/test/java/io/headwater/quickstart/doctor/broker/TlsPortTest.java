package io.headwater.quickstart.doctor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.headwater.model.settings.KafkaSettings;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.quickstart.doctor.net.Endpoint;
import io.headwater.testkit.LoopbackCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port that speaks TLS, with a certificate that nobody this Java trusts has signed. */
class TlsPortTest {

  @TempDir private Path dir;
  private HttpsServer server;
  private Endpoint endpoint;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.setHttpsConfigurator(new HttpsConfigurator(LoopbackCertificate.in(dir).context()));
    server.start();
    endpoint = new Endpoint("127.0.0.1", server.getAddress().getPort());
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void shouldSayThatNobodyTrustedHasSignedTheCertificate() {
    Finding finding = look(Map.of("security.protocol", "SSL"));

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains("TLS fails", "PKIX");
    assertThat(finding.cure()).contains("ssl.truststore.location");
  }

  @Test
  void shouldSayThatThePortWantsTls() {
    Finding finding = look(Map.of());

    assertThat(finding.what()).contains("speaks TLS, and this client does not");
    assertThat(finding.cure()).contains("security.protocol=SASL_SSL");
  }

  private Finding look(Map<String, String> properties) {
    KafkaSettings kafka = new KafkaSettings(endpoint.toString(), null, null, null, properties);
    try (BrokerSession session = new BrokerSession(kafka)) {
      return new ProtocolCheck(List.of(endpoint), session).look().get(0);
    }
  }
}
