package io.headwater.quickstart.doctor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.KafkaSettings;
import io.headwater.model.settings.KafkaSettings.Profile;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.check.Level;
import io.headwater.streams.TopologyTopics;
import io.headwater.streams.config.StreamsSettings;
import io.headwater.streams.topics.PlannedTopic;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OwnTopicsTest {

  @Test
  void shouldFailWhereTheStreamWaitsForThem() {
    StreamsSettings settings = settings(Profile.EVENT_HUBS);
    Set<String> all =
        new TopologyTopics()
            .of(settings).stream().map(PlannedTopic::name).collect(Collectors.toSet());
    String one = all.iterator().next();

    assertThat(new OwnTopics(settings).missing(Set.of()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.FAIL);
              assertThat(finding.what()).startsWith(all.size() + " are not there").contains(all);
              assertThat(finding.cure()).contains("./headwater topics create");
            });
    assertThat(new OwnTopics(settings).missing(Set.of(one)))
        .extracting(Finding::what)
        .singleElement()
        .asString()
        .doesNotContain(one);
    assertThat(new OwnTopics(settings).missing(all)).isEmpty();
  }

  @Test
  void shouldLeaveThemToKafkaStreamsWhereItMakesThem() {
    assertThat(new OwnTopics(settings(Profile.KAFKA)).missing(Set.of())).isEmpty();
  }

  private static StreamsSettings settings(Profile profile) {
    return new StreamsSettings(
        new KafkaSettings(null, profile, null, null, null), null, null, null, null, null, null);
  }
}
