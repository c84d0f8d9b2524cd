package io.headwater.sink.config;

import io.headwater.model.settings.Secret;
import io.headwater.sink.config.AzureSignIn.ManagedIdentity;
import io.headwater.sink.config.AzureSignIn.ServicePrincipal;
import io.headwater.sink.config.AzureSignIn.SharedKey;
import io.headwater.sink.config.AzureSignIn.WorkloadIdentity;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code headwater.delta.azure}: how to sign in to ADLS Gen2. Which settings count depends on
 * {@code auth}; the others may be set for other programs' sake and are not looked at.
 *
 * @param account the storage account; empty, the default, for the one in the base path
 * @param endpointSuffix what follows the account in its host name, default {@code
 *     dfs.core.windows.net}; other clouds than Azure's public one have others
 * @param auth how to sign in, default {@code none}
 * @param accountKey for {@code shared-key}; null for none
 * @param clientId for all but {@code shared-key}; {@code managed-identity} needs it only where a
 *     machine has several. The file {@code delta-sink.yaml} takes it, and the tenant, the token
 *     file and the authority, from the variables AKS sets for workload identity
 * @param tenantId for {@code workload-identity} and {@code service-principal}
 * @param clientSecret for {@code service-principal}; null for none
 * @param tokenFile for {@code workload-identity}
 * @param authorityHost Entra ID's URL, default {@code https://login.microsoftonline.com/}
 */
public record AzureSettings(
    String account,
    String endpointSuffix,
    AzureAuth auth,
    @Nullable Secret accountKey,
    String clientId,
    String tenantId,
    @Nullable Secret clientSecret,
    String tokenFile,
    String authorityHost) {

  private static final String NAME = "headwater.delta.azure.";

  /**
   * @throws IllegalArgumentException when {@code auth} lacks something it needs: a sentence for
   *     people, without secrets
   */
  public AzureSettings(
      @Nullable String account,
      @Nullable String endpointSuffix,
      @Nullable AzureAuth auth,
      @Nullable Secret accountKey,
      @Nullable String clientId,
      @Nullable String tenantId,
      @Nullable Secret clientSecret,
      @Nullable String tokenFile,
      @Nullable String authorityHost) {
    this.account = given(account, "");
    this.endpointSuffix = given(endpointSuffix, "dfs.core.windows.net");
    this.auth = Objects.requireNonNullElse(auth, AzureAuth.NONE);
    this.accountKey = given(accountKey);
    this.clientId = given(clientId, "");
    this.tenantId = given(tenantId, "");
    this.clientSecret = given(clientSecret);
    this.tokenFile = given(tokenFile, "");
    this.authorityHost = given(authorityHost, "https://login.microsoftonline.com/");
    refuseWhatNobodyReads();
    signIn(); // complains of what is missing
  }

  /** The defaults: nothing about Azure. */
  public static AzureSettings defaults() {
    return new AzureSettings(null, null, null, null, null, null, null, null, null);
  }

  /** How to sign in; empty when that is left to {@code headwater.delta.hadoop}. */
  public Optional<AzureSignIn> signIn() {
    return switch (auth) {
      case NONE -> Optional.empty();
      case SHARED_KEY -> Optional.of(new SharedKey(base64(needed(accountKey, "account-key"))));
      case MANAGED_IDENTITY ->
          Optional.of(new ManagedIdentity(Optional.of(clientId).filter(given -> !given.isEmpty())));
      case WORKLOAD_IDENTITY ->
          Optional.of(
              new WorkloadIdentity(
                  needed(clientId, "client-id", "AZURE_CLIENT_ID"),
                  needed(tenantId, "tenant-id", "AZURE_TENANT_ID"),
                  needed(tokenFile, "token-file", "AZURE_FEDERATED_TOKEN_FILE"),
                  authority()));
      case SERVICE_PRINCIPAL ->
          Optional.of(
              new ServicePrincipal(
                  needed(clientId, "client-id", "AZURE_CLIENT_ID"),
                  needed(tenantId, "tenant-id", "AZURE_TENANT_ID"),
                  needed(clientSecret, "client-secret"),
                  authority()));
    };
  }

  /** A secret without {@code auth} would be silently without effect. */
  private void refuseWhatNobodyReads() {
    if (auth == AzureAuth.NONE && (accountKey != null || clientSecret != null)) {
      throw new IllegalArgumentException(
          NAME
              + "auth must say how to sign in, because a secret is given for it: shared-key,"
              + " managed-identity, workload-identity or service-principal");
    }
  }

  private Secret needed(@Nullable Secret value, String setting) {
    if (value == null) {
      throw new IllegalArgumentException(
          NAME + "auth is " + auth + ", so " + NAME + setting + " must be set too");
    }
    return value;
  }

  private String needed(String value, String setting, String variable) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "%sauth is %s, so %s%s must be set too (or the variable %s, as AKS does for a pod with workload identity)"
              .formatted(NAME, auth, NAME, setting, variable));
    }
    return value;
  }

  private static Secret base64(Secret key) {
    try {
      Base64.getDecoder().decode(key.reveal());
      return key;
    } catch (IllegalArgumentException notShown) { // its message has a piece of the key
      throw new IllegalArgumentException(
          NAME
              + "account-key must be one of the account's two keys as Azure shows them, in Base64");
    }
  }

  private String authority() {
    if (!authorityHost.startsWith("https://")) {
      throw new IllegalArgumentException(
          NAME + "authority-host is " + authorityHost + ", but must begin with https://");
    }
    return authorityHost.endsWith("/") ? authorityHost : authorityHost + "/";
  }

  private static String given(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text.strip();
  }

  private static @Nullable Secret given(@Nullable Secret secret) {
    return secret == null || secret.reveal().isBlank() ? null : Secret.of(secret.reveal().strip());
  }
}
