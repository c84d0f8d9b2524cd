package io.headwater.sink.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.Secret;
import io.headwater.sink.config.AzureAuth;
import io.headwater.sink.config.AzureLocation;
import io.headwater.sink.config.AzureSettings;
import io.headwater.sink.config.AzureSignIn;
import io.headwater.sink.config.AzureSignIn.ManagedIdentity;
import io.headwater.sink.config.AzureSignIn.ServicePrincipal;
import io.headwater.sink.config.AzureSignIn.SharedKey;
import io.headwater.sink.config.AzureSignIn.WorkloadIdentity;
import io.headwater.sink.config.DeltaSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.azurebfs.AbfsConfiguration;
import org.apache.hadoop.fs.azurebfs.oauth2.AccessTokenProvider;
import org.apache.hadoop.fs.azurebfs.oauth2.ClientCredsTokenProvider;
import org.apache.hadoop.fs.azurebfs.oauth2.MsiTokenProvider;
import org.apache.hadoop.fs.azurebfs.oauth2.WorkloadIdentityTokenProvider;
import org.apache.hadoop.fs.azurebfs.services.AuthType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to sign in, in the driver's words, and as the driver understands them. */
class AzureHadoopSettingsTest {

  private static final String HOST = "plant.dfs.core.windows.net";
  private static final String ENTRA = "https://login.microsoftonline.com/";
  private static final String PROVIDER = "org.apache.hadoop.fs.azurebfs.oauth2.";

  private record OAuth(
      AzureSignIn signIn,
      Class<? extends AccessTokenProvider> provider,
      Map<String, String> settings) {}

  static List<OAuth> oAuth() {
    return List.of(
        new OAuth(
            new ManagedIdentity(Optional.empty()),
            MsiTokenProvider.class,
            Map.of("oauth.provider.type", PROVIDER + "MsiTokenProvider")),
        new OAuth(
            new ManagedIdentity(Optional.of("machine")),
            MsiTokenProvider.class,
            Map.of(
                "oauth.provider.type",
                PROVIDER + "MsiTokenProvider",
                "oauth2.client.id",
                "machine")),
        new OAuth(
            new WorkloadIdentity("pod", "firm", "/var/token", ENTRA),
            WorkloadIdentityTokenProvider.class,
            Map.of(
                "oauth.provider.type", PROVIDER + "WorkloadIdentityTokenProvider",
                "oauth2.client.id", "pod",
                "oauth2.msi.tenant", "firm",
                "oauth2.msi.authority", ENTRA,
                "oauth2.token.file", "/var/token")),
        new OAuth(
            new ServicePrincipal("app", "firm", Secret.of("hush"), ENTRA),
            ClientCredsTokenProvider.class,
            Map.of(
                "oauth.provider.type",
                PROVIDER + "ClientCredsTokenProvider",
                "oauth2.client.id",
                "app",
                "oauth2.client.secret",
                "hush",
                "oauth2.client.endpoint",
                ENTRA + "firm/oauth2/token")));
  }

  @ParameterizedTest
  @MethodSource("oAuth")
  void shouldSignInByOAuth(OAuth way) throws Exception {
    Map<String, String> settings = AzureHadoopSettings.signingInAt(at(way.signIn()));

    assertThat(settings).containsEntry("fs.azure.account.auth.type." + HOST, "OAuth");
    way.settings()
        .forEach(
            (key, value) ->
                assertThat(settings).containsEntry("fs.azure.account." + key + "." + HOST, value));
    assertThat(settings).hasSize(way.settings().size() + 1);
    AbfsConfiguration driver = driver(settings);
    assertThat(driver.getAuthType(HOST)).isEqualTo(AuthType.OAuth);
    assertThat(driver.getTokenProvider()).isExactlyInstanceOf(way.provider());
  }

  @Test
  void shouldHandTheKeyToTheDriver() throws Exception {
    Map<String, String> settings =
        AzureHadoopSettings.signingInAt(at(new SharedKey(Secret.of("c2VjcmV0"))));

    AbfsConfiguration driver = driver(settings);
    assertThat(driver.getAuthType(HOST)).isEqualTo(AuthType.SharedKey);
    assertThat(driver.getStorageAccountKey()).isEqualTo("c2VjcmV0");
  }

  @Test
  void shouldBoundWhatTheDriverTriesByItself() throws Exception {
    AbfsConfiguration driver = driver(AzureHadoopSettings.forASink());

    assertThat(driver.getMaxIoRetries()).isEqualTo(4);
    assertThat(driver.getHttpReadTimeout()).isEqualTo(10_000);
    assertThat(driver.getPreferredHttpOperationType()).hasToString("JDK_HTTP_URL_CONNECTION");
  }

  @Test
  void shouldLetTheUsersOwnHadoopSettingsWin() {
    AzureSettings azure =
        new AzureSettings(
            null, null, AzureAuth.SHARED_KEY, Secret.of("b3Vycw=="), null, null, null, null, null);
    Configuration hadoop =
        HadoopSettings.configuration(
            new DeltaSettings(
                "abfss://lake@" + HOST + "/tables",
                null,
                null,
                azure,
                null,
                Map.of(
                    "fs.azure.account.key." + HOST,
                    "dGhlaXJz",
                    "fs.azure.io.retry.max.retries",
                    "7")));

    assertThat(hadoop.get("fs.azure.account.key." + HOST)).isEqualTo("dGhlaXJz");
    assertThat(hadoop.get("fs.azure.account.auth.type." + HOST)).isEqualTo("SharedKey");
    assertThat(hadoop.get("fs.azure.io.retry.max.retries")).isEqualTo("7");
    assertThat(hadoop.get("delta.logStore.abfss.impl")).isEqualTo(AbfsLogStore.class.getName());
  }

  private static AzureLocation at(AzureSignIn signIn) {
    return new AzureLocation(HOST, signIn);
  }

  private static AbfsConfiguration driver(Map<String, String> settings) throws Exception {
    Configuration hadoop = new Configuration(false);
    settings.forEach(hadoop::set);
    return new AbfsConfiguration(hadoop, HOST);
  }
}
