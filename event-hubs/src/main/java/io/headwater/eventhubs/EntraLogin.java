package io.headwater.eventhubs;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.jspecify.annotations.Nullable;

/**
 * Gets tokens of Microsoft Entra ID for Kafka's OAUTHBEARER login, as Azure's {@code
 * DefaultAzureCredential} finds the process's identity: workload identity on AKS, the machine's
 * managed identity, a service principal in the environment, a developer's sign-in.
 *
 * <p>Kafka makes one login for all clients of a process with the same configuration, asks here for
 * the first token and again well before each one expires; a failure then is tried again by Kafka as
 * long as the old token holds.
 *
 * <p>Options in {@code sasl.jaas.config}: {@code scope}, required, such as {@code
 * https://plant.servicebus.windows.net/.default}; {@code clientId} of the identity, where there are
 * several; {@code authorityHost}, Entra ID's URL, which is then not looked up with Microsoft.
 */
public final class EntraLogin implements AuthenticateCallbackHandler {

  private static final InstantSource CLOCK = InstantSource.system();

  private @Nullable TokenCredential credential;
  private String scope = "";

  /** Created by Kafka. */
  public EntraLogin() {}

  /** Talks to nobody yet. */
  @Override
  public void configure(
      Map<String, ?> configs, String saslMechanism, List<AppConfigurationEntry> jaasEntries) {
    Map<String, ?> options = jaasEntries.get(0).getOptions();
    if (!(options.get("scope") instanceof String wanted)) {
      throw new IllegalArgumentException(
          "sasl.jaas.config must say for what tokens are wanted, as"
              + " scope=\"https://NAMESPACE.servicebus.windows.net/.default\"");
    }
    scope = wanted;
    DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder();
    if (options.get("clientId") instanceof String clientId) {
      builder.managedIdentityClientId(clientId).workloadIdentityClientId(clientId);
    }
    if (options.get("authorityHost") instanceof String authorityHost) {
      builder.authorityHost(authorityHost).disableInstanceDiscovery();
    }
    credential = builder.build();
  }

  /** Waits for Entra ID; what it refuses is told to the callback, as a sentence. */
  @Override
  public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (callback instanceof OAuthBearerTokenCallback wanted) {
        answer(wanted);
      } else if (!(callback instanceof SaslExtensionsCallback)) { // of which there are none
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  @Override
  public void close() {
    credential = null;
  }

  private void answer(OAuthBearerTokenCallback wanted) {
    if (credential == null) {
      throw new IllegalStateException("Not configured, or closed");
    }
    try {
      wanted.token(
          new EntraToken(
              credential.getTokenSync(new TokenRequestContext().addScopes(scope)),
              scope,
              CLOCK.instant()));
    } catch (RuntimeException refused) { // of many kinds, and none says more than its message
      wanted.error("no_token", EntraFailure.sentence(scope, refused), null);
    }
  }
}
