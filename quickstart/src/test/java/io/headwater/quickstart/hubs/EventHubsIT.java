package io.headwater.quickstart.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headwater.testkit.JavaProcess;
import io.headwater.testkit.LoopbackCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both apps sign in as they do to Event Hubs, with a connection string and with tokens, and no
 * secret shows: not in the output with the clients' own log at its most talkative, not in an
 * endpoint, not in an error.
 */
@Timeout(600)
class EventHubsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String WITH_KEY =
      "--headwater.kafka.event-hubs.connection-string=" + Namespace.CONNECTION_STRING;
  private static final String[] TALKATIVE = {
    "--logging.level.org.apache.kafka=DEBUG",
    "--logging.level.org.apache.kafka.clients=DEBUG",
    "--logging.level.org.apache.kafka.clients.NetworkClient=DEBUG",
    "--logging.level.org.apache.kafka.common=DEBUG",
    "--logging.level.com.azure=DEBUG",
    "--logging.level.com.microsoft.aad=DEBUG",
    "--management.endpoints.web.exposure.include=*"
  };

  private static final String[] WEBHOOK = {
    "--headwater.delivery.webhooks[0].name=ops",
    "--headwater.delivery.webhooks[0].url=http://127.0.0.1:1/hook?sig=s1gnature-of-the-hook",
    "--headwater.delivery.webhooks[0].hmac-secret=hm4c-secret-of-the-hook"
  };

  @TempDir private static Path directory;
  private static Namespace namespace;
  private static TokenEndpoint entra;

  @BeforeAll
  static void start() throws IOException {
    LoopbackCertificate certificate = LoopbackCertificate.in(directory.resolve("certificate"));
    namespace = Namespace.start(directory, certificate);
    entra = TokenEndpoint.start(certificate);
    Files.writeString(directory.resolve("pod-token"), "t0ken-of-the-pod");
    try (JavaProcess create =
        namespace.createTopics(with(WEBHOOK, WITH_KEY, "--headwater.topics.partitions=1"))) {
      assertThat(create.awaitExit(PATIENCE)).as(create.tail()).isZero();
      assertThat(create.output())
          .contains("created  sensor-events (1 partitions)", "headwater-streams-panes-changelog")
          .doesNotContain(Namespace.KEY);
    }
  }

  @AfterAll
  static void stop() {
    namespace.close();
    entra.close();
  }

  @Test
  void shouldWorkWithAConnectionStringAndTellNoSecrets() {
    String[] storage = {
      "--headwater.delta.base-path=abfss://lake@127.0.0.1/tables",
      "--headwater.delta.azure.auth=service-principal",
      "--headwater.delta.azure.client-id=" + TokenEndpoint.CLIENT,
      "--headwater.delta.azure.tenant-id=" + TokenEndpoint.TENANT,
      "--headwater.delta.azure.authority-host=" + entra.url(),
      "--headwater.delta.azure.client-secret=cl1ent-secret",
      "--headwater.delta.azure.account-key=YWNjb3VudC1rZXktb2YtdGhlLWxha2U="
    };
    // Given an operator who looks into everything
    try (App stream = namespace.startStream("stream", with(TALKATIVE, with(WEBHOOK, WITH_KEY)));
        App sink =
            namespace.startSink(
                "sink",
                with(TALKATIVE, WITH_KEY, "--headwater.delta.base-path=" + tables("sink")));
        App azureSink =
            namespace.startSink("azure-sink", with(TALKATIVE, with(storage, WITH_KEY)))) {

      // When events go all the way, and a table cannot be reached
      awaitRows(stream, "sink", WITH_KEY);
      await().atMost(PATIENCE).until(() -> azureSink.body("health").contains("storage fails"));

      // Then none of them has told a secret
      assertThatNothingIsToldByATalkative(stream);
      assertThatNothingIsToldByATalkative(sink);
      assertThatNothingIsToldByATalkative(azureSink);
    }
  }

  @Test
  void shouldWorkWithTokensOfEntraId() {
    String[] entraId = {
      "--headwater.kafka.event-hubs.auth=entra-id",
      "--headwater.kafka.event-hubs.client-id=" + TokenEndpoint.CLIENT,
      "--headwater.kafka.event-hubs.authority-host=" + entra.url(),
      "--headwater.topics.create=true"
    };
    String[] own = with(entraId, "--headwater.streams.application-id=by-token");
    try (App stream = namespace.startStream("token-stream", with(TALKATIVE, own));
        App sink =
            namespace.startSink(
                "token-sink",
                with(
                    TALKATIVE,
                    with(
                        entraId,
                        "--headwater.sink.id=by-token",
                        "--headwater.delta.base-path=" + tables("token-sink"))))) {
      awaitRows(stream, "token-sink", entraId);

      assertThat(entra.requests())
          .filteredOn(form -> TokenEndpoint.CLIENT.equals(form.get("client_id")))
          .filteredOn(form -> form.get("scope").contains("https://127.0.0.1/.default"))
          .isNotEmpty()
          .allSatisfy(
              form ->
                  assertThat(form)
                      .containsEntry("grant_type", "client_credentials")
                      .containsEntry("client_assertion", "t0ken-of-the-pod"));
      assertThatNothingIsToldByATalkative(stream);
      assertThatNothingIsToldByATalkative(sink);
    }
  }

  @Test
  void shouldSayInOneSentenceThatTheKeyIsWrong() throws IOException {
    String wrong = WITH_KEY.replace(Namespace.KEY, "d3Jvbmcta2V5");
    try (App stream = namespace.startStream("stream-with-wrong-key", wrong);
        App sink =
            namespace.startSink(
                "sink-with-wrong-key",
                wrong,
                "--management.endpoints.web.exposure.include=*",
                "--headwater.delta.base-path=" + tables("wrong"))) {

      assertThat(stream.process().awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(stream.process().output().lines().filter(line -> !line.isBlank()))
          .as(stream.process().tail())
          .last()
          .asString()
          .contains("Authentication failed", "check headwater.kafka and the rights of its user");
      assertThat(stream.process().output()).doesNotContain("d3Jvbmcta2V5", "\tat ");
      assertThat(loadedAzuresLibraries("stream-with-wrong-key")).isFalse();

      await()
          .atMost(PATIENCE)
          .until(() -> sink.body("health").contains("Kafka refuses access (Authentication failed"));
      assertThat(sink.process().output()).doesNotContain("d3Jvbmcta2V5", "\tat ");
      assertThatNothingIsTold(sink);
    }
  }

  @Test
  void shouldSayInOneSentenceThatEntraIdKnowsNoSuchIdentity() throws IOException {
    try (App stream =
        namespace.startStream(
            "stranger",
            "--headwater.kafka.event-hubs.auth=entra-id",
            "--headwater.kafka.event-hubs.client-id=" + TokenEndpoint.STRANGER,
            "--headwater.kafka.event-hubs.authority-host=" + entra.url())) {

      assertThat(stream.process().awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(stream.process().output())
          .contains("Microsoft Entra ID gave no token for https://127.0.0.1/.default")
          .contains("AADSTS700016", "headwater.kafka.event-hubs")
          .doesNotContain("\tat ", "t0ken-of-the-pod");
      assertThat(loadedAzuresLibraries("stranger")).isTrue();
    }
  }

  /** Sends events until one is in the table: what the stream had is not sent again. */
  private static void awaitRows(App stream, String sink, String... signIn) {
    await().atMost(PATIENCE).until(stream::isReady);
    try (JavaProcess simulation = namespace.simulate(signIn)) {
      assertThat(simulation.awaitExit(PATIENCE)).as(simulation.tail()).isZero();
    }
    Path log = tables(sink).resolve("events").resolve("_delta_log");
    await().atMost(PATIENCE).until(() -> Files.exists(log.resolve("%020d.json".formatted(1))));
  }

  private static boolean loadedAzuresLibraries(String process) throws IOException {
    Path classes = directory.resolve(process).resolve(Namespace.LOADED_CLASSES);
    try (Stream<String> loaded = Files.lines(classes)) {
      return loaded.anyMatch(line -> line.contains("com.azure."));
    }
  }

  private static Path tables(String sink) {
    return directory.resolve(sink).resolve("tables");
  }

  private static void assertThatNothingIsToldByATalkative(App app) {
    assertThat(app.process().output()).contains("DEBUG", "sasl.jaas.config = [hidden]");
    assertThatNothingIsTold(app);
  }

  private static void assertThatNothingIsTold(App app) {
    List<String> secrets = new ArrayList<>(entra.tokens());
    secrets.addAll(
        List.of(
            Namespace.KEY,
            "s1gnature-of-the-hook",
            "hm4c-secret-of-the-hook",
            "cl1ent-secret",
            "YWNjb3VudC1rZXktb2YtdGhlLWxha2U=",
            "t0ken-of-the-pod"));
    String told =
        Stream.of(
                "env",
                "configprops",
                "health",
                "metrics",
                "beans",
                "sinkprogress",
                "streamprogress")
            .map(app::body)
            .reduce(app.process().output(), String::concat);
    assertThat(app.body("env")).contains("headwater.kafka.profile");
    assertThat(app.body("configprops")).contains("eventHubs");
    for (String secret : secrets) {
      // not with an assertion's message, which would tell it
      assertThat(told.contains(secret)).as("tells %s…", secret.substring(0, 5)).isFalse();
    }
  }

  private static String[] with(String[] settings, String... more) {
    return Stream.concat(Arrays.stream(settings), Arrays.stream(more)).toArray(String[]::new);
  }
}
