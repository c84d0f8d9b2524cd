package io.headwater.quickstart.hubs;

import io.headwater.quickstart.Quickstart;
import io.headwater.sink.SinkApp;
import io.headwater.streams.StreamsApp;
import io.headwater.testkit.FreePorts;
import io.headwater.testkit.JavaProcess;
import io.headwater.testkit.KafkaProcess;
import io.headwater.testkit.LoopbackCertificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A broker that wants what Event Hubs wants of its clients, and our processes as its clients. */
final class Namespace implements AutoCloseable {

  static final String KEY = "c2VjcmV0LWtleS1vZi10aGUtbmFtZXNwYWNl";
  static final String CONNECTION_STRING =
      "Endpoint=sb://plant.servicebus.windows.net/;SharedAccessKeyName=ops;SharedAccessKey=" + KEY;

  /** In the folder of each process. */
  static final String LOADED_CLASSES = "classes.log";

  private static final String PROTOCOL = "SASL_SSL";

  private final Path directory;
  private final LoopbackCertificate certificate;
  private final KafkaProcess broker;

  private Namespace(Path directory, LoopbackCertificate certificate, KafkaProcess broker) {
    this.directory = directory;
    this.certificate = certificate;
    this.broker = broker;
  }

  static Namespace start(Path directory, LoopbackCertificate certificate) {
    List<String> settings = new ArrayList<>(certificate.brokerSettings());
    settings.add("sasl.enabled.mechanisms=PLAIN,OAUTHBEARER");
    settings.add(
        "listener.name.sasl_ssl.plain.sasl.jaas.config="
            + "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " user_$ConnectionString=\""
            + CONNECTION_STRING
            + "\";");
    settings.add(
        "listener.name.sasl_ssl.oauthbearer.sasl.jaas.config="
            + "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
            + " unsecuredLoginStringClaim_sub=\"broker\";");
    KafkaProcess broker =
        new KafkaProcess(directory.resolve("broker"), settings.toArray(String[]::new))
            .withListener(PROTOCOL);
    return new Namespace(directory, certificate, broker.start());
  }

  /** {@code ./headwater topics create}, from its beginning. */
  JavaProcess createTopics(String... settings) {
    return start(StreamsApp.class, "topics", List.of("topics", "create"), settings);
  }

  App startStream(String name, String... settings) {
    int port = FreePorts.next();
    return new App(
        start(
            StreamsApp.class,
            name,
            List.of(
                "--server.port=" + port,
                "--headwater.streams.state-dir=" + directory.resolve(name).resolve("state"),
                "--headwater.topics.partitions=1"),
            settings),
        port);
  }

  App startSink(String name, String... settings) {
    int port = FreePorts.next();
    return new App(
        start(
            SinkApp.class,
            name,
            List.of("sink", "--server.port=" + port, "--headwater.sink.flush-interval=1s"),
            settings),
        port);
  }

  JavaProcess simulate(String... settings) {
    return start(
        Quickstart.class,
        "simulate",
        List.of("simulate", "--rate=200", "--duration=2s", "--sensors=5"),
        settings);
  }

  @Override
  public void close() {
    broker.close();
  }

  private JavaProcess start(Class<?> app, String name, List<String> arguments, String... settings) {
    List<String> jvm = new ArrayList<>(certificate.jvmOptions());
    jvm.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    jvm.add("-Xlog:class+load:file=" + LOADED_CLASSES);
    jvm.add("-DAZURE_TENANT_ID=" + TokenEndpoint.TENANT);
    jvm.add("-DAZURE_FEDERATED_TOKEN_FILE=" + directory.resolve("pod-token"));
    List<String> all = new ArrayList<>(arguments);
    all.add("--headwater.kafka.bootstrap-servers=" + broker.bootstrapServers(PROTOCOL));
    all.add("--headwater.kafka.profile=event-hubs");
    all.addAll(List.of(settings));
    return JavaProcess.start(app, directory.resolve(name), jvm, all);
  }
}
