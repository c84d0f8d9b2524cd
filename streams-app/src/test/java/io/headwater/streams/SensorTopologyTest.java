package io.headwater.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.streams.config.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/**
 * Names of stores are names of changelog topics, and sub-topologies name tasks: whoever changes
 * this file owes those who have state a migration.
 */
class SensorTopologyTest {

  @Test
  void shouldKeepTheNamesThatStateIsStoredUnder() throws IOException {
    assertThat(described(StreamsSettings.defaults())).isEqualTo(golden("topology.txt"));
  }

  @Test
  void shouldKeepTheNamesWhereTheInputIsNotKeyedBySensor() throws IOException {
    KafkaSettings kafka = new KafkaSettings(null, null, null, InputKeying.ANY, null);

    assertThat(described(new StreamsSettings(kafka, null, null, null, null, null, null)))
        .isEqualTo(golden("topology-any.txt"));
  }

  private static String described(StreamsSettings settings) {
    return SensorTopology.build(settings, new SilentBroker(), new SimpleMeterRegistry())
        .describe()
        .toString();
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = SensorTopologyTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
