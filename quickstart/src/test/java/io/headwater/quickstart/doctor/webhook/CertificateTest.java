package io.headwater.quickstart.doctor.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.quickstart.doctor.net.Endpoint;
import io.headwater.testkit.LoopbackCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is good for a day, looked at on different days. */
class CertificateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path directory;
  private static LoopbackCertificate certificate;
  private static ExecutorService threads;
  private static HttpsServer receiver;

  @BeforeAll
  static void startReceiver() throws IOException {
    certificate = LoopbackCertificate.in(directory);
    threads = Executors.newCachedThreadPool();
    receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    receiver.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    receiver.setExecutor(threads);
    receiver.start();
  }

  @AfterAll
  static void stopReceiver() {
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void shouldWarnWhenItEndsSoon() {
    Finding finding = lookedAt(Instant.now());

    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.what()).contains("its certificate is good for 0 days more");
    assertThat(finding.cure()).contains("have it renewed");
  }

  @Test
  void shouldBeContentWhenThereIsTime() {
    Finding finding = lookedAt(Instant.now().minus(Duration.ofDays(30)));

    assertThat(finding.level()).isEqualTo(Level.OK);
    assertThat(finding.what()).contains("good for 30 days more");
  }

  @Test
  void shouldFailWhenThisJavaDoesNotTrustIt() {
    Finding finding = new Certificate(PATIENCE, Instant.now()).look(endpoint());

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains("takes connections, but TLS fails");
    assertThat(finding.cure()).contains("trust store");
  }

  private static Finding lookedAt(Instant now) {
    return new Certificate(PATIENCE, now, certificate.context().getSocketFactory())
        .look(endpoint());
  }

  private static Endpoint endpoint() {
    return new Endpoint("127.0.0.1", receiver.getAddress().getPort());
  }
}
