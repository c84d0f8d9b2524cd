package io.headwater.quickstart.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.settings.KafkaSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSenderTest {

  @Test
  void shouldHaveOneBatchOnItsWayUnlessTheUserWantsMore() {
    assertThat(EventSender.properties(kafka(Map.of())))
        .containsEntry("max.in.flight.requests.per.connection", "1");
    assertThat(EventSender.properties(kafka(Map.of("max.in.flight.requests.per.connection", "5"))))
        .containsEntry("max.in.flight.requests.per.connection", "5");
  }

  private static KafkaSettings kafka(Map<String, String> properties) {
    return new KafkaSettings(null, null, null, null, properties);
  }
}
