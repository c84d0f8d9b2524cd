package io.headwater.sink.config;

import io.headwater.model.settings.Secret;
import java.util.Optional;

/** How to sign in to ADLS Gen2, with all that this way needs. */
public sealed interface AzureSignIn {

  /**
   * By a key that may do everything.
   *
   * @param key one of the account's two, in Base64
   */
  record SharedKey(Secret key) implements AzureSignIn {}

  /**
   * By the identity of the machine; its tokens come from the machine's metadata service.
   *
   * @param clientId of a user-assigned identity; empty for the system-assigned one
   */
  record ManagedIdentity(Optional<String> clientId) implements AzureSignIn {}

  /**
   * By the identity of the pod: a token that Kubernetes renews in a file is exchanged for one of
   * Entra ID.
   *
   * @param authorityHost Entra ID's URL
   */
  record WorkloadIdentity(String clientId, String tenantId, String tokenFile, String authorityHost)
      implements AzureSignIn {}

  /**
   * By the secret of an application.
   *
   * @param authorityHost Entra ID's URL
   */
  record ServicePrincipal(
      String clientId, String tenantId, Secret clientSecret, String authorityHost)
      implements AzureSignIn {}
}
