package io.headwater.quickstart.doctor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.quickstart.doctor.net.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of what a broker did, without one. */
class BrokerVerdictsTest {

  private static final Endpoint HUB = new Endpoint("plant.servicebus.windows.net", 9093);

  static Stream<Arguments> failedTransactions() {
    return Stream.of(
        Arguments.of(
            new TransactionalIdAuthorizationException("no"), "transactional ids that begin"),
        Arguments.of(
            new KafkaException("fatal", new TransactionalIdAuthorizationException("no")),
            "transactional ids that begin"),
        Arguments.of(GroupAuthorizationException.forGroupId("app-doctor"), "Read on groups"),
        Arguments.of(new InvalidTxnTimeoutException("too long"), "transaction.max.timeout.ms"),
        Arguments.of(new UnsupportedVersionException("none"), "Premium or Dedicated"),
        Arguments.of(new TimeoutException("8 s"), "transaction.state.log.replication.factor"),
        Arguments.of(new KafkaException("odd"), "at_least_once"));
  }

  @ParameterizedTest
  @MethodSource("failedTransactions")
  void shouldSayWhatToDoWhenATransactionFails(Exception failure, String cure) {
    Finding finding = TransactionVerdict.of(failure, TransactionVerdict.Step.BEGIN, "app");

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).startsWith("a transaction could not begin: ");
    assertThat(finding.cure()).contains(cure);
  }

  static Stream<Arguments> failedSignIns() {
    return Stream.of(
        Arguments.of(new SaslAuthenticationException("Invalid credentials"), "does not let", "key"),
        Arguments.of(new UnsupportedSaslMechanismException("[PLAIN]"), "this way", "mechanism"),
        Arguments.of(new ClusterAuthorizationException("no"), "forbids", "Data Owner"),
        Arguments.of(new TimeoutException("8 s"), "did not answer", "sasl.*"));
  }

  @ParameterizedTest
  @MethodSource("failedSignIns")
  void shouldSayWhatToDoWhenSignInFails(Exception failure, String seen, String cure) {
    Finding finding = SignInVerdict.of(new ExecutionException(failure), "PLAINTEXT");

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains(seen);
    assertThat(finding.cure()).contains(cure);
  }

  @ParameterizedTest
  @CsvSource({
    "PKIX path building failed, truststore",
    "No subject alternative names matching IP address, name that stands in",
    "Unsupported or unrecognized SSL message, PLAINTEXT",
    "Remote host terminated the handshake, PLAINTEXT",
    "handshake_failure, ssl.*"
  })
  void shouldSayWhatToDoWhenTlsFails(String why, String cure) {
    Finding finding = new ProtocolVerdict(HUB, true, 4).of(new WireAnswer.TlsFailed(why));

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.cure()).contains(cure);
  }

  @Test
  void shouldSayThatATlsPortWasSpokenToWithoutTls() {
    assertThat(new ProtocolVerdict(HUB, false, 4).ofHiddenTls().cure()).contains("SASL_SSL");
  }

  @Test
  void shouldTellWhichGroupProtocolsThereAre() {
    Set<Short> all = Set.of((short) 11, (short) 68, (short) 88);

    assertThat(
            GroupProtocolVerdict.of(
                new WireAnswer.Versions(
                    all, Map.of("group.version", (short) 1, "streams.version", (short) 1), 0)))
        .isEqualTo(
            Finding.ok(
                "classic: yes, which is what Headwater uses; consumer (KIP-848): yes, streams (KIP-1071): yes"));
    assertThat(
            GroupProtocolVerdict.of(new WireAnswer.Versions(Set.of((short) 11), Map.of(), 0))
                .what())
        .endsWith("consumer (KIP-848): no, streams (KIP-1071): no");
    assertThat(
            GroupProtocolVerdict.of(new WireAnswer.Versions(Set.of((short) 68), Map.of(), 0))
                .level())
        .isEqualTo(Level.FAIL);
  }

  @Test
  void shouldTellSomebodyElseUnderTheSameNameFromOurOwnStream() {
    GroupVerdict verdict = new GroupVerdict(List.of("sensor-events"));

    assertThat(verdict.of(group(List.of(), Set.of(), "", 0, 0)).what()).contains("nobody uses");
    assertThat(
            verdict.of(
                group(
                    List.of("app-1 at 10.0.0.7"),
                    Set.of("sensor-events", "app-location-partials-repartition"),
                    "Stable",
                    1200,
                    0)))
        .isEqualTo(
            Finding.ok("app is stable with 1 member (app-1 at 10.0.0.7), 1200 records behind"));
    Finding foreign =
        verdict.of(group(List.of("x at 10.0.0.9"), Set.of("payments"), "Stable", 0, 0));
    assertThat(foreign.level()).isEqualTo(Level.FAIL);
    assertThat(foreign.what()).contains("somebody else", "payments", "x at 10.0.0.9");
    assertThat(foreign.cure()).contains("headwater.streams.application-id");
  }

  @Test
  void shouldFailWhenRetentionHasPassedTheStream() {
    Finding finding =
        new GroupVerdict(List.of("sensor-events"))
            .of(group(List.of(), Set.of(), "Empty", 5000, 300));

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.what()).contains("deleted 300 records it has not read");
  }

  @Test
  void shouldTellTheLimitsAndThatOneWasMet() {
    assertThat(QuotaVerdict.of(Map.of())).isEqualTo(Finding.ok("no quotas are set"));
    Finding set =
        QuotaVerdict.of(
            Map.of(
                new ClientQuotaEntity(Map.of("user", "stream")),
                Map.of("producer_byte_rate", 1048576.0)));
    assertThat(set.level()).isEqualTo(Level.WARN);
    assertThat(set.what()).contains("user stream: 1048576 bytes/s written");
    assertThat(QuotaVerdict.ofThrottle(Duration.ZERO).level()).isEqualTo(Level.OK);
    assertThat(QuotaVerdict.ofThrottle(Duration.ofMillis(370)).what()).contains("370 ms");
  }

  @Test
  void shouldKnowEventHubsByItsName() {
    assertThat(profile("plant.servicebus.windows.net:9093", Profile.KAFKA).cure())
        .contains("headwater.kafka.profile=event-hubs");
    assertThat(profile("plant.servicebus.windows.net:9092", Profile.EVENT_HUBS).cure())
        .contains(":9093");
    assertThat(profile("plant.servicebus.windows.net:9093", Profile.EVENT_HUBS).level())
        .isEqualTo(Level.OK);
    assertThat(profile("kafka:9092", Profile.KAFKA).level()).isEqualTo(Level.OK);
  }

  private static Finding profile(String servers, Profile profile) {
    return new ProfileCheck(
            new KafkaSettings(servers, profile, null, null, null), Endpoint.listOf(servers))
        .look()
        .get(0);
  }

  private static GroupFacts group(
      List<String> members, Set<String> topics, String state, long lag, long lost) {
    return new GroupFacts("app", state, members, topics, lag, lost);
  }
}
