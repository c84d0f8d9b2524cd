package io.headwater.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.InputKeying;
import io.headwater.streams.config.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    assertThat(described(keyed(InputKeying.ANY))).isEqualTo(golden("topology-any.txt"));
  }

  /** So that no task has to wait for one partition before it takes a record of another. */
  @ParameterizedTest
  @EnumSource(InputKeying.class)
  void shouldReadOneTopicInEachTask(InputKeying keying) {
    assertThat(topology(keyed(keying)).describe().subtopologies())
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            tasks ->
                assertThat(tasks.nodes())
                    .filteredOn(TopologyDescription.Source.class::isInstance)
                    .singleElement()
                    .satisfies(
                        source ->
                            assertThat(((TopologyDescription.Source) source).topicSet())
                                .hasSize(1)));
  }

  private static StreamsSettings keyed(InputKeying keying) {
    KafkaSettings kafka = new KafkaSettings(null, null, null, keying, null);
    return new StreamsSettings(kafka, null, null, null, null, null, null);
  }

  private static String described(StreamsSettings settings) {
    return topology(settings).describe().toString();
  }

  private static Topology topology(StreamsSettings settings) {
    return SensorTopology.build(settings, new SilentBroker(), new SimpleMeterRegistry());
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = SensorTopologyTest.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
