package io.headwater.model.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicSettingsTest {

  @Test
  void shouldNameTheTopicsOfTheContractByDefault() {
    TopicSettings topics = TopicSettings.defaults();

    assertThat(topics.events()).isEqualTo("sensor-events");
    assertThat(topics.reference()).isEqualTo("sensor-reference");
    assertThat(topics.rules()).isEqualTo("detection-rules");
    assertThat(topics.outputs())
        .containsExactly(
            "sensor-events-enriched",
            "sensor-aggregates",
            "sensor-anomalies",
            "sensor-alerts",
            "sensor-events-rejected");
  }

  @Test
  void shouldLeaveCreatingTopicsToTheKindOfBrokerByDefault() {
    TopicSettings topics = TopicSettings.defaults();

    assertThat(topics.create()).isNull();
    assertThat(topics.partitions()).isEqualTo(4);
    assertThat(topics.replicationFactor()).isEqualTo((short) -1);
  }

  @Test
  void shouldKeepTheNamesItIsGiven() {
    TopicSettings topics =
        new TopicSettings("a", "b", "c", "d", "e", "f", "g", "h", "i", true, 12, (short) 3);

    assertThat(topics.outputs()).containsExactly("d", "e", "f", "g", "h");
    assertThat(topics)
        .extracting(TopicSettings::events, TopicSettings::reference, TopicSettings::rules)
        .containsExactly("a", "b", "c");
    assertThat(topics.create()).isTrue();
    assertThat(topics.partitions()).isEqualTo(12);
    assertThat(topics.replicationFactor()).isEqualTo((short) 3);
  }
}
