package io.headwater.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.config.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class SensorTopologyTest {

  /**
   * Names of stores are names of changelog topics, and sub-topologies name tasks: whoever changes
   * this file owes those who have state a migration.
   */
  @Test
  void shouldKeepTheNamesThatStateIsStoredUnder() throws IOException {
    String topology =
        SensorTopology.build(
                StreamsSettings.defaults(), new SilentBroker(), new SimpleMeterRegistry())
            .describe()
            .toString();

    assertThat(topology).isEqualTo(golden());
  }

  private static String golden() throws IOException {
    try (InputStream file = SensorTopologyTest.class.getResourceAsStream("topology.txt")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
