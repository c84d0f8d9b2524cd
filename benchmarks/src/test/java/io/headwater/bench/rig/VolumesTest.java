package io.headwater.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.bench.rig.TopicVolumes.Volume;
import io.headwater.bench.rig.Volumes.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VolumesTest {

  @Test
  void shouldTellTheTopicsApartByWhatTheyAreFor() {
    TopicVolumes volumes =
        new TopicVolumes(
            Map.of(
                "panes-changelog", new Volume(1, 10),
                "sessions-changelog", new Volume(1, 5),
                "by-location-repartition", new Volume(1, 20),
                "sensor-aggregates", new Volume(1, 40),
                "__transaction_state", new Volume(1, 80)));

    assertThat(Volumes.bytes(volumes, Kind.CHANGELOGS)).isEqualTo(15);
    assertThat(Volumes.bytes(volumes, Kind.INTERNAL_TOPICS)).isEqualTo(20);
    assertThat(Volumes.bytes(volumes, Kind.OUTPUT_TOPICS)).isEqualTo(40);
    assertThat(Volumes.bytes(volumes, Kind.KAFKAS_OWN_TOPICS)).isEqualTo(80);
  }
}
