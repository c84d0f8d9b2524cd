package io.headwater.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.headwater.model.Severity;
import io.headwater.model.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DeliverySettingsTest {

  private static final String URL = "https://example.invalid/flow?sig=s3cr3t";

  @Test
  void shouldDeliverNothingByDefault() {
    assertThat(DeliverySettings.defaults().webhooks()).isEmpty();
  }

  @Test
  void shouldWantAllAlertsByDefault() {
    WebhookSettings webhook = webhook("ops");

    assertThat(webhook.rules()).isEmpty();
    assertThat(webhook.locations()).isEmpty();
    assertThat(webhook.minSeverity()).isEqualTo(Severity.LOW);
    assertThat(webhook.hmacSecret()).isNull();
  }

  @Test
  void shouldTakeAWholeWebhookFromTheEnvironment() {
    DeliverySettings settings =
        fromEnvironment(
            Map.of(
                "HEADWATER_DELIVERY_WEBHOOKS_0_NAME", "ops",
                "HEADWATER_DELIVERY_WEBHOOKS_0_URL", URL,
                "HEADWATER_DELIVERY_WEBHOOKS_0_HMAC_SECRET", "hush",
                "HEADWATER_DELIVERY_WEBHOOKS_0_MIN_SEVERITY", "high",
                "HEADWATER_DELIVERY_WEBHOOKS_0_RULES", "spike,status",
                "HEADWATER_DELIVERY_RETRY_GIVE_UP_AFTER", "2h"));

    assertThat(settings.webhooks())
        .containsExactly(
            new WebhookSettings(
                "ops",
                Secret.of(URL),
                List.of("spike", "status"),
                Severity.HIGH,
                null,
                Secret.of("hush"),
                null,
                null));
    assertThat(settings.webhooks().get(0).address()).isEqualTo(URI.create(URL));
    assertThat(settings.retry().giveUpAfter()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void shouldTellNoSecrets() {
    DeliverySettings settings =
        new DeliverySettings(List.of(webhook("ops"), webhook("ops-2")), null, null);

    assertThat(settings.toString()).contains("ops-2", "***").doesNotContain("s3cr3t", "example");
  }

  @Test
  void shouldRefuseTwoWebhooksOfOneName() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new DeliverySettings(List.of(webhook("ops"), webhook("ops")), null, null))
        .withMessage("webhooks must have names of their own, but two are called ops");
  }

  @Test
  void shouldShowNoSecretWhenItRefusesOne() {
    Map<String, Object> environment =
        Map.of(
            "HEADWATER_DELIVERY_WEBHOOKS_0_NAME", "ops",
            "HEADWATER_DELIVERY_WEBHOOKS_0_URL", "example.invalid/flow?sig=s3cr3t");

    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> fromEnvironment(environment))
        .satisfies(
            refused -> {
              for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain("s3cr3t");
              }
              assertThat(StartFailure.sentence(refused).orElseThrow())
                  .contains("headwater.delivery.webhooks[0]: url must be")
                  .doesNotContain("s3cr3t");
            });
  }

  private static WebhookSettings webhook(String name) {
    return new WebhookSettings(name, Secret.of(URL), null, null, null, null, null, null);
  }

  private static DeliverySettings fromEnvironment(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new TreeMap<>(variables)));
    ConfigurationPropertySources.attach(environment);
    return Binder.get(environment).bind("headwater.delivery", DeliverySettings.class).get();
  }
}
