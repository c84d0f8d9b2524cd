package io.headwater.streams.delivery;

import io.headwater.model.Alert;
import io.headwater.streams.config.WebhookSettings;
import java.util.List;

/** Which alerts a webhook wants, by its settings. */
final class WantedAlerts {

  private final WebhookSettings webhook;

  WantedAlerts(WebhookSettings webhook) {
    this.webhook = webhook;
  }

  /** False for one that a location's alert stands for: that one is delivered. */
  boolean contain(Alert alert) {
    return alert.rolledUpInto() == null
        && alert.severity().compareTo(webhook.minSeverity()) >= 0
        && isAmong(webhook.rules(), alert.ruleId())
        && isAmong(webhook.locations(), alert.location());
  }

  private static boolean isAmong(List<String> wanted, String name) {
    return wanted.isEmpty() || wanted.contains(name);
  }
}
