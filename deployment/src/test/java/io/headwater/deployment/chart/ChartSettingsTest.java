package io.headwater.deployment.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.sink.config.SinkSettings;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.config.UnknownSettingsCheck;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

/** The settings that the chart gives the apps are theirs, and say what the values say. */
class ChartSettingsTest {

  private static final String SECRET = "c2VjcmV0";

  private static final String POD = "headwater-0";

  private static final String CONNECTION_STRING =
      "Endpoint=sb://plant.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=c2VjcmV0";

  static List<Scenario> scenarios() {
    return Scenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldBeSettingsOfTheApps(Scenario scenario) {
    Installed installed = Installed.of(scenario);
    Map<String, Set<String>> bySource =
        Map.of(
            "streams-app.yaml", ours(installed.settings("streams-app.yaml")),
            "the environment of the stream", ours(installed.streams().environment()),
            "delta-sink.yaml", ours(installed.settings("delta-sink.yaml")),
            "the environment of the sink", ours(installed.sink().environment()));

    assertThat(UnknownSettingsCheck.NAMES.complaint(bySource)).isEmpty();
    assertThat(io.headwater.sink.config.UnknownSettingsCheck.NAMES.complaint(bySource)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void shouldBeUnderstoodByTheApps(Scenario scenario) {
    Installed installed = Installed.of(scenario);

    StreamsSettings streams = streams(installed);
    SinkSettings sink = sink(installed);

    assertThat(streams.kafka().bootstrapServers()).isEqualTo(sink.kafka().bootstrapServers());
    assertThat(streams.topics()).isEqualTo(sink.topics());
    assertThat(streams.streams().stateDir()).hasToString("/var/lib/headwater/data/state");
    assertThat(streams.streams().instanceId()).isEqualTo(POD);
    assertThat(streams.streams().applicationServer()).startsWith(POD + ".").endsWith(".svc:8080");
    assertThat(sink.delta().basePath()).isNotEqualTo("data/tables");
  }

  @Test
  void shouldCarryWhatIsSpecialAboutKafkaWithAPassword() {
    StreamsSettings streams = streams(Installed.of(Scenario.named("kafka-sasl")));

    assertThat(streams.kafka().properties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("sasl.jaas.config", SECRET)
        .containsEntry("main.consumer.session.timeout.ms", "60000");
    assertThat(streams.delivery().webhooks())
        .extracting("name")
        .containsExactly("control-room", "archive");
    assertThat(streams.delivery().webhooks().get(0).locations())
        .containsExactlyInAnyOrder("hall-1", "hall-2");
    assertThat(streams.windows().tumbling()).hasSize(3);
  }

  @Test
  void shouldCarryWhatIsSpecialAboutEventHubs() {
    assertThat(streams(Installed.of(Scenario.named("event-hubs"))).kafka().profile())
        .isEqualTo(Profile.EVENT_HUBS);
    SinkSettings sink = sink(Installed.of(Scenario.named("sink-deployment")));
    assertThat(sink.delta().hadoop()).containsEntry("fs.azure.http.read.timeout", "20000");
    assertThat(sink.delta().azure().tenantId()).endsWith("2");
  }

  private static StreamsSettings streams(Installed installed) {
    return bind(StreamsSettings.class, "streams-app.yaml", installed, installed.streams());
  }

  private static SinkSettings sink(Installed installed) {
    return bind(SinkSettings.class, "delta-sink.yaml", installed, installed.sink());
  }

  /**
   * As Spring Boot does it: the environment wins over the chart's file, that over the app's own.
   */
  private static <T> T bind(Class<T> type, String file, Installed installed, Container container) {
    StandardEnvironment spring = new StandardEnvironment();
    MutablePropertySources sources = spring.getPropertySources();
    List.copyOf(sources.stream().toList()).forEach(source -> sources.remove(source.getName()));
    sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables(container)));
    sources.addLast(new MapPropertySource("chart", installed.settings(file)));
    YamlPropertiesFactoryBean own = new YamlPropertiesFactoryBean();
    own.setResources(new ClassPathResource(file));
    sources.addLast(new PropertiesPropertySource("app", Objects.requireNonNull(own.getObject())));
    spring.setConversionService(new ApplicationConversionService());
    return Binder.get(spring).bind("headwater", type).get();
  }

  /** With secrets, and with what AKS gives a pod that has a workload identity. */
  private static Map<String, Object> variables(Container container) {
    Map<String, Object> variables = new HashMap<>();
    container.environment().forEach((name, value) -> variables.put(name, value(name, value)));
    variables.put("AZURE_CLIENT_ID", "00000000-0000-0000-0000-000000000001");
    variables.put("AZURE_TENANT_ID", "00000000-0000-0000-0000-000000000002");
    variables.put(
        "AZURE_FEDERATED_TOKEN_FILE", "/var/run/secrets/azure/tokens/azure-identity-token");
    variables.put("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/");
    return variables;
  }

  private static Object value(String name, Object value) {
    if (value instanceof String text) {
      return text.replace("$(POD_NAME)", POD);
    }
    if (name.endsWith("_URL")) {
      return "https://example.com/hook";
    }
    return switch (name) {
      case "POD_NAME" -> POD;
      case "HEADWATER_KAFKA_EVENT_HUBS_CONNECTION_STRING" -> CONNECTION_STRING;
      default -> SECRET;
    };
  }

  private static Set<String> ours(Map<String, Object> settings) {
    Set<String> names = new LinkedHashSet<>(settings.keySet());
    names.removeIf(name -> !name.toLowerCase(Locale.ROOT).startsWith("headwater"));
    return names;
  }
}
