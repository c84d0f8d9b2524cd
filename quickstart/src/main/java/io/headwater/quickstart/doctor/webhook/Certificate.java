package io.headwater.quickstart.doctor.webhook;

import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Reason;
import io.headwater.quickstart.doctor.net.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The certificate of a server, as this Java judges it. */
final class Certificate {

  private static final long SOON_DAYS = 14;

  private final Duration patience;
  private final Instant now;
  private final SSLSocketFactory factory;

  Certificate(Duration patience, Instant now) {
    this(patience, now, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * As a Java would judge it that trusts others than this one.
   *
   * @param factory of that Java
   */
  Certificate(Duration patience, Instant now, SSLSocketFactory factory) {
    this.patience = patience;
    this.now = now;
    this.factory = factory;
  }

  /** Shakes hands, as every client does before it says anything. */
  Finding look(Endpoint endpoint) {
    try (Socket plain = new Socket()) {
      plain.connect(
          new InetSocketAddress(endpoint.host(), endpoint.port()), (int) patience.toMillis());
      plain.setSoTimeout((int) patience.toMillis());
      return judge(endpoint, expiryOf(plain, endpoint));
    } catch (SSLException e) {
      return Finding.fail(
          "%s takes connections, but TLS fails: %s".formatted(endpoint, Reason.of(e)),
          "if its certificate is of an authority of your own, add that to the trust store of Java"
              + " (-Djavax.net.ssl.trustStore in HEADWATER_JAVA_OPTS); else have it renewed");
    } catch (IOException e) {
      return Finding.fail(
          "%s takes connections, but says nothing that is TLS: %s"
              .formatted(endpoint, Reason.of(e)),
          "check the port, and what lies between (a proxy?)");
    }
  }

  private Finding judge(Endpoint endpoint, Instant expiry) {
    long days = ChronoUnit.DAYS.between(now, expiry);
    String seen =
        "%s speaks TLS; its certificate is good for %d days more".formatted(endpoint, days);
    return days < SOON_DAYS
        ? Finding.warn(seen, "have it renewed: when it ends, no alert is delivered")
        : Finding.ok(seen);
  }

  private Instant expiryOf(Socket plain, Endpoint endpoint) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) factory.createSocket(plain, endpoint.host(), endpoint.port(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      X509Certificate own = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return own.getNotAfter().toInstant();
    }
  }
}
