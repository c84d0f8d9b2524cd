package io.headwater.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.sink.config.SinkSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClientsTest {

  @Test
  void shouldReadOnlyWhatIsCommittedAndKeepItsOwnOffsets() {
    assertThat(consumer(Profile.KAFKA, Map.of()))
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("allow.auto.create.topics", "false")
        .containsEntry("group.protocol", "classic")
        .containsEntry("group.id", "headwater-events");
  }

  @Test
  void shouldLetUsersChangeWhatOnlySuits() {
    assertThat(consumer(Profile.KAFKA, Map.of("max.poll.records", "10", "check.crcs", "false")))
        .containsEntry("max.poll.records", "10")
        .containsEntry("check.crcs", "false");
  }

  @Test
  void shouldGiveEventHubsMoreTime() {
    assertThat(consumer(Profile.KAFKA, Map.of())).containsEntry("session.timeout.ms", "10000");
    assertThat(consumer(Profile.EVENT_HUBS, Map.of())).containsEntry("session.timeout.ms", "30000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"group.id", "isolation.level", "auto.offset.reset", "enable.auto.commit"})
  void shouldRefuseWhatItsGuaranteesRestOn(String key) {
    assertThatThrownBy(() -> consumer(Profile.KAFKA, Map.of(key, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("headwater.kafka.properties." + key);
  }

  private static Map<String, Object> consumer(Profile profile, Map<String, String> properties) {
    return new KafkaClients(
            new SinkSettings(
                new KafkaSettings(null, profile, null, null, properties), null, null, null))
        .consumerProperties("headwater-events");
  }
}
