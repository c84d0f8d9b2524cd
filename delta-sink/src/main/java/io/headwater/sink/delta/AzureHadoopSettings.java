package io.headwater.sink.delta;

import io.headwater.sink.config.AzureLocation;
import io.headwater.sink.config.AzureSignIn.ManagedIdentity;
import io.headwater.sink.config.AzureSignIn.ServicePrincipal;
import io.headwater.sink.config.AzureSignIn.SharedKey;
import io.headwater.sink.config.AzureSignIn.WorkloadIdentity;
import java.util.Map;
import java.util.TreeMap;

/**
 * ADLS Gen2 in the words of Hadoop's ABFS driver, by Hadoop's page "Azure Data Lake Storage Gen2
 * (ABFS)".
 */
final class AzureHadoopSettings {

  private static final String PROVIDERS = "org.apache.hadoop.fs.azurebfs.oauth2.";

  /**
   * What suits the sink, whoever signs in.
   *
   * <p>Retries: by default a request that gets no answer is sent 31 times over a quarter of an
   * hour, in which nobody is told that storage fails, and nothing is read. The sink tries again by
   * itself, for as long as it takes, and says so in its health. So a request is sent five times: a
   * refused one is given up after 6 s, one that is never answered after a minute.
   *
   * <p>Memory: by default a stream keeps 20 blocks of 8 MB on their way. Two are enough to encode
   * the next while one is sent. And whatever is read, a log entry of a kilobyte too, gets a buffer
   * of 4 MB, with another 64 MB for reading ahead: half a megabyte will do, because the log and the
   * many small files that are put together are most of what is read.
   */
  private static final Map<String, String> FOR_A_SINK =
      Map.of(
          "fs.azure.io.retry.max.retries", "4",
          "fs.azure.http.read.timeout", "10000",
          "fs.azure.oauth.token.fetch.retry.max.retries", "1",
          "fs.azure.block.upload.active.blocks", "2",
          "fs.azure.read.request.size", "524288",
          "fs.azure.enable.readahead", "false",
          // Hadoop's own choice, Apache's HTTP client, does not work in 3.5.0's client jars
          "fs.azure.networking.library", "JDK_HTTP_URL_CONNECTION",
          "delta.logStore.abfs.impl", AbfsLogStore.class.getName(),
          "delta.logStore.abfss.impl", AbfsLogStore.class.getName());

  private AzureHadoopSettings() {}

  /** The settings under which any table on Azure is read and written. */
  static Map<String, String> forASink() {
    return FOR_A_SINK;
  }

  /** The settings that sign in at {@code location}, and nowhere else. */
  static Map<String, String> signingInAt(AzureLocation location) {
    Map<String, String> account = new TreeMap<>();
    if (location.signIn() instanceof SharedKey by) {
      account.put("fs.azure.account.auth.type", "SharedKey");
      account.put("fs.azure.account.key", by.key().reveal());
    } else if (location.signIn() instanceof ManagedIdentity by) {
      oauth(account, "MsiTokenProvider");
      by.clientId().ifPresent(id -> account.put("fs.azure.account.oauth2.client.id", id));
    } else if (location.signIn() instanceof WorkloadIdentity by) {
      oauth(account, "WorkloadIdentityTokenProvider");
      account.put("fs.azure.account.oauth2.client.id", by.clientId());
      account.put("fs.azure.account.oauth2.msi.tenant", by.tenantId());
      account.put("fs.azure.account.oauth2.msi.authority", by.authorityHost());
      account.put("fs.azure.account.oauth2.token.file", by.tokenFile());
    } else if (location.signIn() instanceof ServicePrincipal by) {
      oauth(account, "ClientCredsTokenProvider");
      account.put("fs.azure.account.oauth2.client.id", by.clientId());
      account.put("fs.azure.account.oauth2.client.secret", by.clientSecret().reveal());
      account.put(
          "fs.azure.account.oauth2.client.endpoint",
          by.authorityHost() + by.tenantId() + "/oauth2/token");
    }
    Map<String, String> settings = new TreeMap<>();
    account.forEach((key, value) -> settings.put(key + "." + location.host(), value));
    return settings;
  }

  private static void oauth(Map<String, String> account, String provider) {
    account.put("fs.azure.account.auth.type", "OAuth");
    account.put("fs.azure.account.oauth.provider.type", PROVIDERS + provider);
  }
}
