package io.headwater.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.runtime.FailurePolicy.Replace;
import io.headwater.streams.runtime.FailurePolicy.Stop;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TopologyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FailurePolicyTest {

  static final List<RuntimeException> PASSING =
      List.of(
          new TimeoutException("no answer in time"),
          new ProducerFencedException("a newer producer"),
          new InvalidProducerEpochException("an old epoch"));

  static final List<RuntimeException> DENIED =
      List.of(
          new SaslAuthenticationException("wrong password"),
          new TopicAuthorizationException(Set.of("sensor-events")));

  @ParameterizedTest
  @FieldSource("PASSING")
  void shouldReplaceTheThreadWhenTheBrokerWasInTrouble(RuntimeException cause) {
    assertThat(FailurePolicy.reactTo(new StreamsException("commit failed", cause)))
        .isEqualTo(new Replace(cause.getMessage()));
  }

  @ParameterizedTest
  @FieldSource("DENIED")
  void shouldStopWhenKafkaRefusesTheApp(RuntimeException cause) {
    assertThat(sentence(new StreamsException(cause)))
        .startsWith("Kafka has refused this app (" + cause.getMessage())
        .endsWith("check headwater.kafka and the rights of its user.");
  }

  @Test
  void shouldStopAndNameThePlaceWhenAStageFails() {
    StreamsException failure =
        new StreamsException(
            "Exception caught in process. taskId=0_2, processor=detect, topic=sensor-events,"
                + " partition=2, offset=71, stacktrace=java.lang.IllegalStateException: no pane\n"
                + "\tat io.headwater.Somewhere",
            new IllegalStateException("no pane"));

    assertThat(sentence(failure))
        .isEqualTo(
            "The stream has stopped at taskId=0_2, processor=detect, topic=sensor-events,"
                + " partition=2, offset=71, because of IllegalStateException: no pane");
  }

  @Test
  void shouldStopAndSayWhatToRaiseWhenAResultIsTooLarge() {
    assertThat(sentence(new StreamsException(new RecordTooLargeException("5 MB"))))
        .contains("5 MB", "max.message.bytes", "nothing is lost");
  }

  @Test
  void shouldStopWhenTheTopologyDoesNotFit() {
    assertThat(sentence(new TopologyException("partitions differ")))
        .contains("TopologyException", "partitions differ");
  }

  private static String sentence(Throwable failure) {
    return ((Stop) FailurePolicy.reactTo(failure)).sentence();
  }
}
