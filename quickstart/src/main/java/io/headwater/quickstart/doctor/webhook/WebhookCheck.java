package io.headwater.quickstart.doctor.webhook;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.net.Endpoint;
import io.headwater.quickstart.doctor.net.Reach;
import io.headwater.quickstart.doctor.net.TcpProbe;
import io.headwater.streams.config.WebhookSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Whether a webhook can be reached, by name, connection and certificate; nothing is sent to it. */
final class WebhookCheck implements Check {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final WebhookSettings webhook;
  private final InstantSource clock;

  WebhookCheck(WebhookSettings webhook, InstantSource clock) {
    this.webhook = webhook;
    this.clock = clock;
  }

  @Override
  public String name() {
    return nameOf(webhook);
  }

  static String nameOf(WebhookSettings webhook) {
    return "webhook-" + webhook.name();
  }

  @Override
  public List<Finding> look() {
    Endpoint endpoint = endpoint(webhook.address());
    Reach reach = new TcpProbe(PATIENCE).reach(endpoint);
    if (!(reach instanceof Reach.Reached)) {
      return List.of(unreachable(endpoint, reach));
    }
    if (isEncrypted(webhook.address())) {
      return List.of(new Certificate(PATIENCE, clock.instant()).look(endpoint));
    }
    return List.of(
        Finding.warn(
            endpoint + " takes connections, but alerts go there without encryption",
            "use https:// in headwater.delivery.webhooks[].url of " + webhook.name()));
  }

  private Finding unreachable(Endpoint endpoint, Reach reach) {
    String url = "headwater.delivery.webhooks[].url of " + webhook.name();
    if (reach instanceof Reach.UnknownName) {
      return Finding.fail(
          "the host name " + endpoint.host() + " is unknown here",
          "check " + url + ", and the name servers of this machine");
    }
    if (reach instanceof Reach.Refused refused) {
      return Finding.fail(
          "%s (%s) takes no connections: %s".formatted(endpoint, refused.address(), refused.why()),
          "check the port in " + url + ", and that the receiver runs");
    }
    return Finding.fail(
        "%s did not answer within %d s".formatted(endpoint, PATIENCE.toSeconds()),
        "let a firewall or network policy pass connections from here to there");
  }

  static Endpoint endpoint(URI url) {
    int port = url.getPort() > 0 ? url.getPort() : isEncrypted(url) ? 443 : 80;
    return new Endpoint(url.getHost(), port);
  }

  static boolean isEncrypted(URI url) {
    return url.getScheme().equalsIgnoreCase("https");
  }
}
