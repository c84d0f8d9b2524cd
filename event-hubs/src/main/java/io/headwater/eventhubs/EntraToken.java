package io.headwater.eventhubs;

import com.azure.core.credential.AccessToken;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;

/** A token of Entra ID as Kafka wants it. Immutable; the text does not show. */
final class EntraToken implements OAuthBearerToken {

  /** Whose it is stands in the token, which is Event Hubs' to read; this is for Kafka's log. */
  private static final String PRINCIPAL = "entra-id";

  private final AccessToken token;
  private final String scope;
  private final Instant obtained;

  EntraToken(AccessToken token, String scope, Instant obtained) {
    this.token = token;
    this.scope = scope;
    this.obtained = obtained;
  }

  @Override
  public String value() {
    return token.getToken();
  }

  @Override
  public Set<String> scope() {
    return Set.of(scope);
  }

  @Override
  public long lifetimeMs() {
    return token.getExpiresAt().toInstant().toEpochMilli();
  }

  @Override
  public String principalName() {
    return PRINCIPAL;
  }

  @Override
  public Long startTimeMs() {
    return obtained.toEpochMilli();
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "EntraToken[scope=" + scope + ", expires=" + token.getExpiresAt() + "]";
  }
}
