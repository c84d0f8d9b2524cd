package io.headwater.streams.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import io.headwater.model.json.AlertJson;
import io.headwater.model.settings.Secret;
import io.headwater.streams.config.WebhookSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeadersTest {

  private static final Instant NOW = Instant.parse("2026-03-02T07:14:30Z");

  @ParameterizedTest
  @CsvSource({
    "press-07, threshold:press-07:2026-03-02T07:00:00Z:opened",
    "Öl 1%, threshold:%C3%96l%201%25:2026-03-02T07:00:00Z:opened",
    "泵, threshold:%E6%B3%B5:2026-03-02T07:00:00Z:opened"
  })
  void shouldNameTheChangeInAWayThatAHeaderCarries(String sensor, String key) {
    assertThat(IdempotencyKey.of(Alerts.change(sensor, 0))).isEqualTo(key);
  }

  @Test
  void shouldFitAKeyOfAzureTablesHoweverLongTheNames() {
    // Given two changes that differ in the very last character of the longest names
    String longest = "泵".repeat(128);
    String opened = IdempotencyKey.of(Alerts.change(longest, 0));
    String other = IdempotencyKey.of(Alerts.change("泵".repeat(127) + "阀", 0));

    // Then the flow's row key, which is this in Base64, has at most 512 characters
    assertThat(Base64.getEncoder().encodeToString(opened.getBytes(UTF_8)))
        .hasSizeLessThanOrEqualTo(512);
    assertThat(opened).startsWith("threshold:%E6%B3%B5").hasSize(256);
    assertThat(other).hasSameSizeAs(opened).isNotEqualTo(opened);
    assertThat(IdempotencyKey.of(Alerts.change(longest, 1))).isNotEqualTo(opened);
    // And what just fits is not cut
    String whole = IdempotencyKey.of(Alerts.change("a".repeat(256 - 38), 0));
    assertThat(whole).hasSize(256).endsWith(":opened");
  }

  @Test
  void shouldSignTheTimeAndTheBody() {
    // As openssl does: printf '1772435670.{"a":1}' | openssl dgst -sha256 -hmac hush
    assertThat(new Signature(Secret.of("hush")).of(1_772_435_670L, "{\"a\":1}".getBytes(UTF_8)))
        .isEqualTo("sha256=2977c7a5c383649c325f7fe04b0a002dd37aef33cfe4b94626ebb5898f99cb01");
  }

  @Test
  void shouldPostTheRecordAsItIs() {
    try (Receiver receiver = new Receiver(request -> 202)) {
      Delivery delivery = Deliveries.of("press-07", 1);

      assertThat(post(receiver, Secret.of("hush"), delivery)).isEqualTo(new Answer.Taken());

      Receiver.Request request = receiver.taken().get(0);
      assertThat(request.body()).isEqualTo(new String(delivery.record().value(), UTF_8));
      assertThat(new AlertJson().decode(request.body().getBytes(UTF_8)))
          .isEqualTo(delivery.alert());
      Headers headers = request.headers();
      assertThat(headers.get("Content-Type")).isEqualTo(List.of("application/json"));
      assertThat(headers.get("User-Agent")).isEqualTo(List.of("headwater"));
      assertThat(headers.get("Idempotency-Key"))
          .isEqualTo(List.of("threshold:press-07:2026-03-02T07:00:00Z:resolved"));
      assertThat(headers.get("X-Headwater-Timestamp")).isEqualTo(List.of("1772435670"));
      assertThat(headers.get("X-Headwater-Signature"))
          .isEqualTo(
              List.of(
                  new Signature(Secret.of("hush")).of(1_772_435_670L, delivery.record().value())));
    }
  }

  @Test
  void shouldNotSignWithoutASecretNorFollowARedirect() {
    try (Receiver elsewhere = new Receiver(request -> 200);
        Receiver receiver =
            new Receiver(
                request -> {
                  request.reply().set("Location", elsewhere.url());
                  return request.number() == 0 ? 200 : 307;
                })) {
      assertThat(post(receiver, null, Deliveries.of("press-07", 0))).isEqualTo(new Answer.Taken());
      assertThat(post(receiver, null, Deliveries.of("press-07", 0)))
          .isEqualTo(new Answer.Refused(307));

      assertThat(receiver.taken().get(0).headers().containsKey("X-Headwater-Signature")).isFalse();
      assertThat(elsewhere.requests()).isZero();
    }
  }

  @Test
  void shouldNotWaitLongerThanItsTime() {
    try (Receiver receiver = new Receiver(request -> Receiver.SILENCE)) {
      assertThat(post(receiver, null, Deliveries.of("press-07", 0), Duration.ofMillis(300)))
          .isEqualTo(new Answer.Troubled(null, "did not answer within 300 ms", null));
      receiver.goAway();
      assertThat(post(receiver, null, Deliveries.of("press-07", 0)))
          .isEqualTo(new Answer.Troubled(null, "could not be connected to", null));
    }
  }

  private static Answer post(Receiver receiver, Secret secret, Delivery delivery) {
    return post(receiver, secret, delivery, Duration.ofSeconds(30));
  }

  private static Answer post(
      Receiver receiver, Secret secret, Delivery delivery, Duration timeout) {
    WebhookSettings webhook =
        new WebhookSettings(
            "ops", Secret.of(receiver.url()), null, null, null, secret, timeout, null);
    CompletableFuture<Answer> answer =
        new WebhookClient(webhook, InstantSource.fixed(NOW)).post(delivery).toCompletableFuture();
    await().atMost(Duration.ofMinutes(1)).until(answer::isDone);
    return answer.join();
  }
}
