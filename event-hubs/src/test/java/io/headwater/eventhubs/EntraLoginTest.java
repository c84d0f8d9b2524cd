package io.headwater.eventhubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.azure.core.credential.AccessToken;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.junit.jupiter.api.Test;

/** What needs nobody to answer; EventHubsIT signs in. */
class EntraLoginTest {

  private static final String SCOPE = "https://plant.servicebus.windows.net/.default";

  private final EntraLogin login = new EntraLogin();

  @Test
  void shouldSayThatAScopeIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> configure(Map.of()))
        .withMessageStartingWith("sasl.jaas.config must say for what tokens are wanted");
  }

  @Test
  void shouldAnswerNoOtherQuestions() {
    configure(Map.of("scope", SCOPE));

    assertThatExceptionOfType(UnsupportedCallbackException.class)
        .isThrownBy(() -> login.handle(new Callback[] {new PasswordCallback("?", false)}));
  }

  @Test
  void shouldAnswerNothingOnceItIsClosed() {
    configure(Map.of("scope", SCOPE, "clientId", "me"));
    login.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> login.handle(new Callback[] {new OAuthBearerTokenCallback()}));
  }

  @Test
  void shouldTellKafkaAllAboutATokenAndOthersNothingOfIt() {
    Instant now = Instant.parse("2026-01-01T10:00:00Z");
    EntraToken token =
        new EntraToken(
            new AccessToken("s3cret", now.plusSeconds(3600).atOffset(ZoneOffset.UTC)), SCOPE, now);

    assertThat(token.value()).isEqualTo("s3cret");
    assertThat(token.scope()).containsExactly(SCOPE);
    assertThat(token.startTimeMs()).isEqualTo(now.toEpochMilli());
    assertThat(token.lifetimeMs()).isEqualTo(now.plusSeconds(3600).toEpochMilli());
    assertThat(token.principalName()).isNotEmpty();
    assertThat(token.toString()).contains(SCOPE).doesNotContain("s3cret");
  }

  @Test
  void shouldMakeOneSentenceOfPages() {
    Exception refused =
        new IllegalStateException(
            "EnvironmentCredential authentication unavailable.\nSee https://…",
            new IllegalStateException(
                "{\"error_description\":\"AADSTS700016: Application was not found.\\r\\n"
                    + "Trace ID: 1\r\nTimestamp: 2\"}"));

    assertThat(EntraFailure.sentence(SCOPE, refused))
        .startsWith("Microsoft Entra ID gave no token for " + SCOPE + " (AADSTS700016: Application")
        .contains("): check the identity of this process")
        .doesNotContain("\n", "Timestamp");
    assertThat(EntraFailure.sentence(SCOPE, new IllegalStateException("a\nb"))).contains(" (a): ");
    assertThat(EntraFailure.sentence(SCOPE, new IllegalStateException("x".repeat(900))))
        .hasSizeLessThan(600);
  }

  private void configure(Map<String, ?> options) {
    login.configure(
        Map.of(),
        OAuthBearerLoginModule.OAUTHBEARER_MECHANISM,
        List.of(
            new AppConfigurationEntry(
                OAuthBearerLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options)));
  }
}
