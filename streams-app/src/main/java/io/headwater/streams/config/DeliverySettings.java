package io.headwater.streams.config;

import jakarta.validation.Valid;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.delivery}: how alerts get to people.
 *
 * @param webhooks where alerts are posted to; none by default
 * @param retry when an alert is posted again
 * @param breaker when a webhook is left alone for a while
 */
public record DeliverySettings(
    List<@Valid WebhookSettings> webhooks,
    @Valid RetrySettings retry,
    @Valid BreakerSettings breaker) {

  public DeliverySettings(
      @Nullable List<WebhookSettings> webhooks,
      @Nullable RetrySettings retry,
      @Nullable BreakerSettings breaker) {
    this.webhooks = webhooks == null ? List.of() : List.copyOf(webhooks);
    this.retry = retry == null ? RetrySettings.defaults() : retry;
    this.breaker = breaker == null ? BreakerSettings.defaults() : breaker;
    Set<String> names = new HashSet<>();
    for (WebhookSettings webhook : this.webhooks) {
      if (webhook.name() != null && !names.add(webhook.name())) {
        throw new IllegalArgumentException(
            "webhooks must have names of their own, but two are called " + webhook.name());
      }
    }
  }

  /** The defaults: nothing is delivered. */
  public static DeliverySettings defaults() {
    return new DeliverySettings(null, null, null);
  }
}
