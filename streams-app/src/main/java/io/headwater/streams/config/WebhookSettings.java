package io.headwater.streams.config;

import io.headwater.model.Severity;
import io.headwater.model.settings.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.delivery.webhooks[]}: where alerts are posted to, and which.
 *
 * @param name of the webhook in metrics, logs and the name of its consumer group; another name is
 *     another webhook, which begins with the alerts from then on
 * @param url the whole of it is a secret: who knows it can post to it
 * @param rules ids of the rules whose alerts are wanted; empty, the default: all
 * @param minSeverity alerts that are less severe are not wanted, default {@code low}: all are
 * @param locations whose alerts are wanted; empty, the default: all
 * @param hmacSecret what the bodies are signed with; null, the default: they are not
 * @param timeout how long an answer is waited for, default 10 s
 * @param maxInFlight requests that may wait for their answers at the same time, default 8
 */
public record WebhookSettings(
    @NotNull(message = "must be given") @Pattern(
            regexp = "[a-z0-9-]{1,40}",
            message = "must be 1 to 40 lower-case letters, digits or hyphens")
        String name,
    @NotNull(message = "must be given") Secret url,
    List<String> rules,
    @NotNull Severity minSeverity,
    List<String> locations,
    @Nullable Secret hmacSecret,
    @DurationMin(millis = 100) @DurationMax(minutes = 2) Duration timeout,
    @Min(1) @Max(256) Integer maxInFlight) {

  public WebhookSettings(
      String name,
      Secret url,
      @Nullable List<String> rules,
      @Nullable Severity minSeverity,
      @Nullable List<String> locations,
      @Nullable Secret hmacSecret,
      @Nullable Duration timeout,
      @Nullable Integer maxInFlight) {
    this.name = name;
    this.url = url;
    this.rules = complete("rules", rules);
    this.minSeverity = minSeverity == null ? Severity.LOW : minSeverity;
    this.locations = complete("locations", locations);
    this.hmacSecret = hmacSecret;
    this.timeout = timeout == null ? Duration.ofSeconds(10) : timeout;
    this.maxInFlight = maxInFlight == null ? 8 : maxInFlight;
    if (url != null && address(url).isEmpty()) {
      throw new IllegalArgumentException(
          "url must be a whole URL that begins with https:// or http:// (it is a secret, and so not"
              + " shown here)");
    }
    if (hmacSecret != null && hmacSecret.reveal().isBlank()) {
      throw new IllegalArgumentException("hmac-secret must not be empty; leave it out not to sign");
    }
  }

  /** Where to post to; holds the secret. */
  public URI address() {
    return address(url).orElseThrow();
  }

  private static Optional<URI> address(Secret url) {
    try {
      URI address = new URI(url.reveal());
      boolean web =
          address.getScheme() != null
              && List.of("http", "https").contains(address.getScheme().toLowerCase(Locale.ROOT));
      return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException notShown) { // its message has the URL
      return Optional.empty();
    }
  }

  /** Two commas without anything between are bound to a null. */
  private static List<String> complete(String setting, @Nullable List<String> given) {
    if (given == null) {
      return List.of();
    }
    if (given.stream().anyMatch(name -> Objects.requireNonNullElse(name, "").isBlank())) {
      throw new IllegalArgumentException(setting + " must have a name between two commas");
    }
    return List.copyOf(given);
  }
}
