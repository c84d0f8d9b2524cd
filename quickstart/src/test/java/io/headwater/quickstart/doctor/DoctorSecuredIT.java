package io.headwater.quickstart.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.testkit.FreePorts;
import io.headwater.testkit.KafkaProcess;
import io.headwater.testkit.LoopbackCertificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command against a broker that wants a password, gives few rights, cannot keep transactions,
 * and sends clients of its encrypted port where nobody is.
 */
class DoctorSecuredIT {

  private static final String SASL = "SASL_PLAINTEXT";
  private static final String PASSWORD = "c0rrect-horse";

  @TempDir private static Path brokerDir;
  private static LoopbackCertificate certificate;
  private static KafkaProcess broker;

  @TempDir private Path dir;

  @BeforeAll
  static void startBroker() throws Exception {
    certificate = LoopbackCertificate.in(brokerDir.resolve("certificate"));
    broker =
        new KafkaProcess(
                brokerDir.resolve("broker"),
                String.join("\n", certificate.brokerSettings()),
                "sasl.enabled.mechanisms=PLAIN",
                "listener.name.sasl_plaintext.plain.sasl.jaas.config="
                    + "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " user_guest=\""
                    + PASSWORD
                    + "\" user_stranger=\""
                    + PASSWORD
                    + "\";",
                "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users=User:ANONYMOUS",
                // More than there are brokers
                "transaction.state.log.replication.factor=3")
            .withListener(SASL)
            .withListener("SSL", FreePorts.next())
            .start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("sensor-events", 2, (short) 1))).all().get();
      admin
          .createAcls(
              List.of(
                  allowed(ResourceType.TOPIC, "sensor-"),
                  allowed(ResourceType.TOPIC, "detection-"),
                  allowed(ResourceType.GROUP, "headwater-")))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldSayThatThePasswordIsWrongAndNotSayWhichItWas() {
    DoctorRun run = as("guest", "wr0ng-horse");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.of("sign-in"))
        .singleElement()
        .asString()
        .contains("FAIL", "does not let this client in", "Authentication failed");
    assertThat(run.of("topics")).singleElement().asString().contains("because of sign-in");
    assertThat(run.out() + run.err()).doesNotContain("wr0ng-horse", PASSWORD);
  }

  @Test
  void shouldSayWhichRightsTransactionsNeed() {
    DoctorRun run = as("guest", PASSWORD);

    assertThat(run.of("sign-in")).singleElement().asString().contains("OK", "with PLAIN over SASL");
    assertThat(run.of("topics")).anyMatch(line -> line.contains("sensor-events: 2 partitions"));
    assertThat(run.of("transactions")).singleElement().asString().contains("could not begin");
    assertThat(run.out()).contains("transactional ids that begin with headwater-streams");
    assertThat(run.out() + run.err()).doesNotContain(PASSWORD);
  }

  @Test
  void shouldSayThatTheUserMayNotLook() {
    DoctorRun run = as("stranger", PASSWORD);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.of("topics")).singleElement().asString().contains("FAIL", "forbids to look");
    assertThat(run.out()).contains("Describe, DescribeConfigs, Read and Write");
  }

  @Test
  void shouldSayThatTransactionsCannotBeKept() {
    DoctorRun run = run(broker.bootstrapServers());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.of("transactions")).singleElement().asString().contains("FAIL", "not begin");
    assertThat(run.out()).contains("transaction.state.log.replication.factor");
    assertThat(run.of("clock")).singleElement().asString().contains("no other clock");
  }

  @Test
  void shouldSayThatTheBrokerWantsItsClientsToSignIn() {
    DoctorRun run = run(broker.bootstrapServers(SASL));

    assertThat(run.of("protocol")).singleElement().asString().contains("OK");
    assertThat(run.of("sign-in")).singleElement().asString().contains("FAIL");
    assertThat(run.out()).contains("if the broker wants its clients to sign in");
  }

  @Test
  void shouldSayThatTheBrokerMaySendItsClientsWhereNobodyIs() {
    List<String> trust = new ArrayList<>();
    certificate
        .clientSettings()
        .forEach((key, value) -> trust.add("--headwater.kafka.properties." + key + "=" + value));
    trust.add("--headwater.kafka.properties.security.protocol=SSL");

    DoctorRun run = run(broker.bootstrapServers("SSL"), trust.toArray(String[]::new));

    assertThat(run.of("protocol")).singleElement().asString().contains("OK");
    assertThat(run.of("sign-in")).singleElement().asString().contains("FAIL", "(SSL)", "in time");
    assertThat(run.out()).contains("look at the broker's advertised.listeners");
  }

  private DoctorRun as(String user, String password) {
    return run(
        broker.bootstrapServers(SASL),
        "--headwater.kafka.properties.security.protocol=" + SASL,
        "--headwater.kafka.properties.sasl.mechanism=PLAIN",
        "--headwater.kafka.properties.sasl.jaas.config="
            + "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
            + user
            + "\" password=\""
            + password
            + "\";");
  }

  private DoctorRun run(String bootstrapServers, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--bootstrap-servers=" + bootstrapServers);
    arguments.add("--headwater.streams.state-dir=" + dir.resolve("state"));
    arguments.add("--headwater.delta.base-path=" + dir.resolve("tables"));
    return DoctorRun.of(arguments.toArray(String[]::new));
  }

  private static AclBinding allowed(ResourceType type, String prefix) {
    return new AclBinding(
        new ResourcePattern(type, prefix, PatternType.PREFIXED),
        new AccessControlEntry("User:guest", "*", AclOperation.ALL, AclPermissionType.ALLOW));
  }
}
