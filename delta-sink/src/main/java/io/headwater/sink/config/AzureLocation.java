package io.headwater.sink.config;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The storage account that has the tables.
 *
 * @param host the account's full name, such as {@code plant.dfs.core.windows.net}
 * @param signIn how to get in
 */
public record AzureLocation(String host, AzureSignIn signIn) {

  private static final Set<String> SCHEMES = Set.of("abfs", "abfss");

  /**
   * Where {@code basePath} is on Azure; empty when {@code azure} has no way to sign in, which is
   * then Hadoop's own settings' matter.
   *
   * @throws IllegalArgumentException when the two do not fit: a sentence for people
   */
  static Optional<AzureLocation> of(String basePath, AzureSettings azure) {
    if (azure.signIn().isEmpty()) {
      return Optional.empty();
    }
    URI base = uri(basePath, azure);
    String host = base.getHost();
    if (!azure.account().isEmpty()) {
      String wanted = azure.account() + "." + azure.endpointSuffix();
      if (!wanted.equals(host)) {
        throw new IllegalArgumentException(
            "headwater.delta.base-path is %s, in the account %s, but headwater.delta.azure signs in to %s: make them the same, or leave headwater.delta.azure.account out"
                .formatted(basePath, host, wanted));
      }
    }
    return Optional.of(new AzureLocation(host, azure.signIn().get()));
  }

  private static URI uri(String basePath, AzureSettings azure) {
    URI base = parsed(basePath);
    if (base.getScheme() == null
        || !SCHEMES.contains(base.getScheme())
        || base.getUserInfo() == null
        || base.getHost() == null) {
      throw new IllegalArgumentException(
          "headwater.delta.azure.auth is %s, but headwater.delta.base-path is %s, which is not on Azure: write abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/FOLDER"
              .formatted(azure.auth(), basePath));
    }
    return base;
  }

  private static URI parsed(String basePath) {
    try {
      return URI.create(basePath);
    } catch (IllegalArgumentException isAFolder) {
      return URI.create("");
    }
  }
}
