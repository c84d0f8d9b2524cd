package io.headwater.sink.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ConsumerFailedTest {

  @Test
  void shouldTellWhatPassesFromWhatDoesNot() {
    assertThrownAsItIs(new TimeoutException("nobody answered"));
    assertThrownAsItIs(new OffsetOutOfRangeException(Map.of()));
    assertThrownAsItIs(new SaslAuthenticationException("no"));

    assertThatThrownBy(() -> polling(new KafkaException("Unexpected error in join group response")))
        .isInstanceOf(ConsumerFailed.class)
        .hasMessageContaining("join group");
    assertThatThrownBy(() -> polling(new IllegalStateException("No more unfilled consumers")))
        .isInstanceOf(ConsumerFailed.class)
        .hasMessageContaining("No more unfilled consumers");
  }

  @Test
  void shouldNotHideWhatOurOwnCallbacksThrew() {
    TableStopped ours = new TableStopped("the topic lost records");

    assertThatThrownBy(() -> polling(new KafkaException("User rebalance callback", ours)))
        .isSameAs(ours);
  }

  private static void assertThrownAsItIs(RuntimeException failure) {
    assertThatThrownBy(() -> polling(failure)).isSameAs(failure);
  }

  private static void polling(RuntimeException failure) {
    Object records =
        ConsumerFailed.told(
            () -> {
              throw failure;
            });
    assertThat(records).isNull();
  }
}
