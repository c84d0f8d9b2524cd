package io.headwater.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.settings.Secret;
import io.headwater.sink.config.AzureSignIn.ManagedIdentity;
import io.headwater.sink.config.AzureSignIn.WorkloadIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of Azure as people write them. */
class AzureSettingsTest {

  private static final String TABLES = "abfss://lake@plant.dfs.core.windows.net/tables";
  private static final String KEY = "c2VjcmV0";

  @Test
  void shouldLeaveSigningInToHadoopsSettingsByDefault() {
    assertThat(bound(Map.of("base-path", TABLES)).azureLocation()).isEmpty();
  }

  @Test
  void shouldSignInToTheAccountOfTheBasePath() {
    DeltaSettings settings =
        bound(Map.of("base-path", TABLES, "azure.auth", "managed-identity", "azure.client-id", ""));

    assertThat(settings.azureLocation())
        .contains(
            new AzureLocation("plant.dfs.core.windows.net", new ManagedIdentity(Optional.empty())));
  }

  @Test
  void shouldTakeAnotherCloudsNames() {
    DeltaSettings settings =
        bound(
            Map.of(
                "base-path", "abfss://lake@plant.dfs.core.chinacloudapi.cn/tables",
                "azure.account", "plant",
                "azure.endpoint-suffix", "dfs.core.chinacloudapi.cn",
                "azure.auth", "workload-identity",
                "azure.client-id", "pod",
                "azure.tenant-id", "firm",
                "azure.token-file", "/token",
                "azure.authority-host", "https://login.chinacloudapi.cn"));

    assertThat(settings.azureLocation())
        .contains(
            new AzureLocation(
                "plant.dfs.core.chinacloudapi.cn",
                new WorkloadIdentity("pod", "firm", "/token", "https://login.chinacloudapi.cn/")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          azure.auth=shared-key | azure.auth is shared-key, so headwater.delta.azure.account-key must be set too
          azure.auth=shared-key azure.account-key=not*base64 | account-key must be one of the account's two keys as Azure shows them
          azure.auth=service-principal azure.client-id=a azure.tenant-id=b | so headwater.delta.azure.client-secret must be set too
          azure.auth=service-principal azure.client-secret=b | so headwater.delta.azure.client-id must be set too
          azure.auth=workload-identity azure.client-id=a azure.tenant-id=b | token-file must be set too (or the variable AZURE_FEDERATED_TOKEN_FILE
          azure.auth=workload-identity | client-id must be set too (or the variable AZURE_CLIENT_ID
          azure.auth=workload-identity azure.client-id=a azure.tenant-id=b azure.token-file=c azure.authority-host=login | authority-host is login, but must begin with https://
          azure.account-key=c2VjcmV0 | azure.auth must say how to sign in
          azure.auth=managed-identity base-path=data/tables | base-path is data/tables, which is not on Azure: write abfss://CONTAINER@ACCOUNT
          azure.auth=managed-identity base-path=abfss://lake/tables | which is not on Azure
          azure.auth=managed-identity base-path=abfss://lake@plant | leave headwater.delta.azure.account out
          azure.auth=managed-identity azure.account=other | in the account plant.dfs.core.windows.net, but headwater.delta.azure signs in to other.dfs.core.windows.net
          azure.auth=managed | azure.auth=managed is not allowed: it must be none, shared-key, managed-identity
          """)
  void shouldSayInOneSentenceWhatIsMissing(String given, String sentence) {
    Map<String, String> settings = new TreeMap<>(Map.of("base-path", TABLES));
    if (given.contains("@plant")) {
      settings.put("azure.account", "plant");
    }
    for (String one : given.split(" ", -1)) {
      settings.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
    }

    assertThatThrownBy(() -> bound(settings))
        .isInstanceOfSatisfying(
            BindException.class,
            e ->
                assertThat(StartFailure.sentence(e).orElseThrow())
                    .contains(sentence)
                    .doesNotContain("not*base64", "Exception"));
  }

  @Test
  void shouldNotTellSecrets() {
    DeltaSettings settings =
        bound(
            Map.of(
                "base-path",
                TABLES,
                "azure.auth",
                "shared-key",
                "azure.account-key",
                KEY,
                "azure.client-secret",
                "hush"));

    assertThat(settings.toString()).doesNotContain(KEY, "hush");
    assertThat(settings.azureLocation().toString()).doesNotContain(KEY);
    assertThat(settings.azure().accountKey()).isEqualTo(Secret.of(KEY));
  }

  private static DeltaSettings bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(prefixed(settings)))
        .bind("headwater.delta", Bindable.of(DeltaSettings.class))
        .get();
  }

  private static Map<String, String> prefixed(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>();
    settings.forEach((name, value) -> all.put("headwater.delta." + name, value));
    return all;
  }
}
