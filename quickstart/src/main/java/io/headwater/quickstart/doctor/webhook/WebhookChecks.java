package io.headwater.quickstart.doctor.webhook;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.clock.ClockReadings;
import io.headwater.streams.config.DeliverySettings;
import io.headwater.streams.config.WebhookSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Whether the webhooks can be reached. */
public final class WebhookChecks {

  private WebhookChecks() {}

  /** Without a word to any webhook. */
  public static List<Check> silent(DeliverySettings delivery, InstantSource clock) {
    List<Check> checks = new ArrayList<>();
    for (WebhookSettings webhook : delivery.webhooks()) {
      checks.add(new WebhookCheck(webhook, clock));
    }
    return checks;
  }

  /** The same, and then each is asked {@code OPTIONS}. */
  public static List<Check> asking(
      DeliverySettings delivery, InstantSource clock, ClockReadings readings) {
    List<Check> checks = silent(delivery, clock);
    for (WebhookSettings webhook : delivery.webhooks()) {
      checks.add(new OptionsCheck(webhook, clock, readings));
    }
    return checks;
  }
}
