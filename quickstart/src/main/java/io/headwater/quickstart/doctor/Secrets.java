package io.headwater.quickstart.doctor;

import io.headwater.streams.config.WebhookSettings;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must not be printed: whatever the settings hold as a secret is replaced in every text,
 * wherever it came from, also inside what a library says. Immutable.
 */
final class Secrets implements UnaryOperator<String> {

  private static final String MASK = "***";

  /** Shorter texts are words, and replacing them would tell more than it hides. */
  private static final int SHORTEST = 4;

  /** So is a short path of a URL. */
  private static final int SHORTEST_PART = 12;

  private static final Pattern QUOTED =
      Pattern.compile("(?i)(?:password|secret)\\w*\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern KEY_OF_CONNECTION =
      Pattern.compile("(?i)(?:SharedAccessKey|SharedAccessSignature|AccountKey)=([^;\"]+)");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "password|secret|jaas\\.config|account\\.key|access\\.key|keystore\\.key|signature|\\.sas\\.|token$");

  private final List<String> secrets;

  private Secrets(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            // One may be a part of another
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** Those of the settings. */
  static Secrets of(DoctorSettings settings) {
    Set<String> found = new LinkedHashSet<>();
    settings
        .kafka()
        .clientProperties(Set.of())
        .forEach((key, value) -> addIfSecret(key, String.valueOf(value), found));
    settings.delta().hadoop().forEach((key, value) -> addIfSecret(key, value, found));
    Stream.of(settings.delta().azure().accountKey(), settings.delta().azure().clientSecret())
        .filter(Objects::nonNull)
        .forEach(secret -> found.add(secret.reveal()));
    for (WebhookSettings webhook : settings.delivery().webhooks()) {
      found.add(webhook.url().reveal());
      Stream.of(
              webhook.address().getRawQuery(),
              webhook.address().getRawUserInfo(),
              webhook.address().getRawPath())
          .filter(part -> part != null && part.length() >= SHORTEST_PART)
          .forEach(found::add);
      if (webhook.hmacSecret() != null) {
        found.add(webhook.hmacSecret().reveal());
      }
    }
    return new Secrets(found);
  }

  /** Of settings that are named, as {@code sasl.jaas.config}. */
  static Secrets of(Map<String, String> named) {
    Set<String> found = new LinkedHashSet<>();
    named.forEach((key, value) -> addIfSecret(key, value, found));
    return new Secrets(found);
  }

  /** {@code text} without them. */
  @Override
  public String apply(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  private static void addIfSecret(String key, String value, Set<String> found) {
    String name = key.toLowerCase(Locale.ROOT);
    if (!SECRET_NAME.matcher(name).find()) {
      return;
    }
    found.add(value);
    if (name.endsWith("jaas.config")) {
      Matcher quoted = QUOTED.matcher(value);
      while (quoted.find()) {
        found.add(quoted.group(1));
      }
    }
    Matcher part = KEY_OF_CONNECTION.matcher(value);
    while (part.find()) {
      found.add(part.group(1));
    }
  }
}
