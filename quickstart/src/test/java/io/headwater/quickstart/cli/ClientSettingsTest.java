package io.headwater.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.model.settings.TopicSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {

  @Test
  void shouldHaveTheDefaultsOfTheApps() {
    ClientSettings settings = ClientSettings.bind(List.of());

    assertThat(settings)
        .isEqualTo(new ClientSettings(KafkaSettings.defaults(), TopicSettings.defaults()));
  }

  @Test
  void shouldBindWhatTheAppsBindByTheSameNames() {
    ClientSettings settings =
        ClientSettings.bind(
            List.of(
                "--headwater.kafka.bootstrap-servers=broker:9093",
                "--headwater.kafka.profile=event-hubs",
                "--headwater.kafka.properties.client.dns.lookup=use_all_dns_ips",
                "--headwater.topics.events=readings",
                "--headwater.topics.partitions=8"));

    assertThat(settings.kafka().bootstrapServers()).isEqualTo("broker:9093");
    assertThat(settings.kafka().profile()).isEqualTo(Profile.EVENT_HUBS);
    assertThat(settings.kafka().properties()).containsEntry("client.dns.lookup", "use_all_dns_ips");
    assertThat(settings.topics().events()).isEqualTo("readings");
    assertThat(settings.topics().reference()).isEqualTo("sensor-reference");
    assertThat(settings.topics().partitions()).isEqualTo(8);
  }

  @Test
  void shouldRefuseAMisspeltName() {
    assertRefused("--headwater.kafka.bootstrap-server=x", "bootstrap-servers?");
  }

  @Test
  void shouldRefuseValuesThatAreNone() {
    assertRefused("--headwater.topics.partitions=many", "headwater.topics.partitions", "many");
    assertRefused("--headwater.topics.partitions=0", "headwater.topics.partitions", "'0'");
    assertRefused("--headwater.topics.events=", "headwater.topics.events");
  }

  private static void assertRefused(String argument, String... told) {
    assertThatThrownBy(() -> ClientSettings.bind(List.of(argument)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(told);
  }
}
