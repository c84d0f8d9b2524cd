package io.headwater.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.streams.delivery.Answer.Refused;
import io.headwater.streams.delivery.Answer.Taken;
import io.headwater.streams.delivery.Answer.Troubled;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  private static final Instant NOW = Instant.parse("2026-03-02T07:14:30Z");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void shouldBeTakenWhenTheStatusIsASuccess(int status) {
    assertThat(Answer.of(status, Optional.empty(), NOW)).isEqualTo(new Taken());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 304, 307, 308, 400, 401, 403, 404, 410, 413, 415, 422})
  void shouldBeRefusedWhenTheSameWouldBeAnsweredAgain(int status) {
    assertThat(Answer.of(status, Optional.empty(), NOW)).isEqualTo(new Refused(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 507})
  void shouldBeTroubledWhenItMayPass(int status) {
    assertThat(Answer.of(status, Optional.empty(), NOW))
        .isEqualTo(new Troubled(status, "answered with status " + status, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120                           | PT2M",
        "0                             | PT0S",
        "' 7 '                         | PT7S",
        "Mon, 2 Mar 2026 07:15:00 GMT  | PT30S",
        "Mon, 02 Mar 2026 07:15:00 GMT | PT30S",
        "Mon, 02 Mar 2026 07:00:00 GMT | PT0S"
      })
  void shouldReadThePauseThatIsAskedFor(String header, Duration pause) {
    assertThat(Answer.of(429, Optional.of(header), NOW))
        .isEqualTo(new Troubled(429, "answered with status 429", pause));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "2026-03-02T07:15:00Z"})
  void shouldNotMindAPauseThatIsNone(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }

  @Test
  void shouldSayWhatHappenedWithoutTheWordsOfTheFailure() {
    Duration timeout = Duration.ofMillis(700);

    assertThat(Answer.ofFailure(new TimeoutException("s3cr3t"), timeout))
        .isEqualTo(new Troubled(null, "did not answer within 700 ms", null));
    assertThat(Answer.ofFailure(new CompletionException(new ConnectException("s3cr3t")), timeout))
        .isEqualTo(new Troubled(null, "could not be connected to", null));
    assertThat(Answer.ofFailure(new SSLHandshakeException("s3cr3t"), timeout))
        .isEqualTo(new Troubled(null, "could not be trusted: TLS failed", null));
    assertThat(Answer.ofFailure(new IOException("s3cr3t"), timeout))
        .isEqualTo(new Troubled(null, "broke the connection (IOException)", null));
  }
}
