package io.headwater.quickstart.doctor.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.headwater.model.settings.Secret;
import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.quickstart.doctor.clock.ClockCheck;
import io.headwater.quickstart.doctor.clock.ClockReadings;
import io.headwater.streams.config.DeliverySettings;
import io.headwater.streams.config.TimeSettings;
import io.headwater.streams.config.WebhookSettings;
import io.headwater.testkit.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookChecksTest {

  private final ClockReadings readings = new ClockReadings();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private HttpServer receiver;
  private int status = 405;

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    receiver.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod());
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.stop(0);
  }

  @Test
  void shouldConnectWithoutAWord() throws Exception {
    Finding finding = silent("http://127.0.0.1:" + port() + "/hook?sig=s3cret");

    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.what()).contains("without encryption").doesNotContain("s3cret", "hook");
    assertThat(requests).isEmpty();
  }

  @Test
  void shouldFailWhenNobodyListens() throws Exception {
    Finding finding = silent("https://127.0.0.1:" + FreePorts.next() + "/hook");

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains("takes no connections");
  }

  @Test
  void shouldFailWhenTheNameIsUnknown() throws Exception {
    assertThat(silent("https://alerts.invalid/hook").what())
        .isEqualTo("the host name alerts.invalid is unknown here");
  }

  @Test
  void shouldFailWhenItDoesNotSpeakTls() throws Exception {
    Finding finding = silent("https://127.0.0.1:" + port() + "/hook");

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains("TLS");
  }

  @Test
  void shouldAskOptionsOnlyAndReadTheClock() throws Exception {
    Finding finding = asking().look().get(0);

    assertThat(finding.level()).isEqualTo(Level.OK);
    assertThat(finding.what()).contains("405", "not known without an alert");
    assertThat(requests).containsExactly("OPTIONS");
    assertThat(new ClockCheck(readings, TimeSettings.defaults()).look().get(0).what())
        .contains("the webhook ops");
  }

  @Test
  void shouldWarnOfAReceiverThatFails() throws Exception {
    status = 503;

    Finding finding = asking().look().get(0);

    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.what()).contains("503");
  }

  private int port() {
    return receiver.getAddress().getPort();
  }

  private Check asking() {
    List<Check> checks =
        WebhookChecks.asking(
            delivery("http://127.0.0.1:" + port() + "/hook"), InstantSource.system(), readings);
    assertThat(checks.get(1).needs()).containsExactly("webhook-ops");
    return checks.get(1);
  }

  private static Finding silent(String url) throws Exception {
    return WebhookChecks.silent(delivery(url), InstantSource.system()).get(0).look().get(0);
  }

  private static DeliverySettings delivery(String url) {
    return new DeliverySettings(
        List.of(new WebhookSettings("ops", Secret.of(url), null, null, null, null, null, null)),
        null,
        null);
  }
}
