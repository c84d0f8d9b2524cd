package io.headwater.streams.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.model.UndeliveredAlert;
import io.headwater.model.UndeliveredAlert.Reason;
import io.headwater.model.settings.Secret;
import io.headwater.streams.config.BreakerSettings;
import io.headwater.streams.config.RetrySettings;
import io.headwater.streams.config.WebhookSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CourierTest {

  private static final TopicPartition PARTITION = new TopicPartition(Deliveries.TOPIC, 0);
  private static final Answer DOWN = new Answer.Troubled(503, "answered with status 503", null);

  private Instant now = Instant.parse("2026-03-02T07:00:00Z");
  private final InstantSource clock = () -> now;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Map<String, CompletableFuture<Answer>> posts = new LinkedHashMap<>();
  private final List<UndeliveredAlert> filed = new ArrayList<>();
  private CompletableFuture<Void> filing = CompletableFuture.completedFuture(null);
  private int posted;
  private final Courier courier = courier(new BreakerSettings(4, 100, Duration.ofSeconds(10)), 2);

  @Test
  void shouldPostNoMoreAtATimeThanItMay() {
    take("press-1", "press-2", "press-3");

    assertThat(posts).containsOnlyKeys("press-1", "press-2");
    answer("press-2", new Answer.Taken());
    assertThat(posts).containsOnlyKeys("press-1", "press-3");
  }

  @Test
  void shouldCommitWhatIsDeliveredOnly() {
    take("press-1", "press-2");
    answer("press-2", new Answer.Taken());

    assertThat(courier.ledger().toCommit().get(PARTITION).offset()).isZero();
    answer("press-1", new Answer.Taken());
    assertThat(courier.ledger().toCommit().get(PARTITION).offset()).isEqualTo(2);
  }

  @Test
  void shouldTryAgainAfterAPause() {
    take("press-1");
    answer("press-1", DOWN);
    assertThat(posts).isEmpty();

    pass(Duration.ofSeconds(1));

    assertThat(posts).containsOnlyKeys("press-1");
    assertThat(registry.get("headwater.delivery.retries").counter().count()).isEqualTo(1);
  }

  @Test
  void shouldLeaveTheWholeWebhookAloneForAsLongAsItAsksFor() {
    take("press-1", "press-2");
    answer("press-1", new Answer.Troubled(429, "answered with status 429", Duration.ofSeconds(60)));
    answer("press-2", new Answer.Taken());
    take("press-3");

    pass(Duration.ofSeconds(59));
    assertThat(posts).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(posts).containsOnlyKeys("press-1", "press-3");
  }

  @Test
  void shouldNotBeKeptWaitingForEver() {
    take("press-1");
    answer("press-1", new Answer.Troubled(503, "answered with status 503", Duration.ofDays(365)));

    pass(Duration.ofMinutes(5));

    assertThat(posts).containsOnlyKeys("press-1");
  }

  @Test
  void shouldLoseNothingWhileTheWebhookIsDown() {
    // Given so many failures that the webhook counts as down
    take("press-1", "press-2", "press-3");
    for (int attempt = 0; attempt < 2; attempt++) {
      answer("press-1", DOWN);
      answer("press-2", DOWN);
      if (attempt == 0) {
        answer("press-3", new Answer.Taken());
      }
      pass(Duration.ofSeconds(2));
    }
    answer(posts.keySet().iterator().next(), DOWN);
    answer(posts.keySet().iterator().next(), DOWN);
    assertThat(registry.get("headwater.delivery.breaker").gauge().value()).isEqualTo(2);
    int before = posted;

    // Then nothing is posted for a while, and then one finds out
    pass(Duration.ofSeconds(9));
    assertThat(posted).isEqualTo(before);
    pass(Duration.ofMillis(1_001));
    assertThat(posts).hasSize(1);

    // And when the webhook is back, all is delivered
    answer(posts.keySet().iterator().next(), new Answer.Taken());
    answer(posts.keySet().iterator().next(), new Answer.Taken());
    assertThat(courier.ledger().toCommit().get(PARTITION).offset()).isEqualTo(3);
    assertThat(filed).isEmpty();
  }

  @Test
  void shouldFileWhatIsRefusedBeforeItGoesOn() {
    take("press-1");
    filing = new CompletableFuture<>();
    answer("press-1", new Answer.Refused(410));

    assertThat(filed).extracting(UndeliveredAlert::status).containsExactly(410);
    assertThat(filed.get(0).message())
        .isEqualTo(
            "The webhook ops refused the alert with status 410, which is final: it was tried"
                + " once.");
    assertThat(courier.ledger().toCommit().get(PARTITION).offset()).isZero();
    filing.complete(null);
    courier.work();
    assertThat(courier.ledger().toCommit().get(PARTITION).offset()).isEqualTo(1);
  }

  @Test
  void shouldFileWhatIsTriedForTooLong() {
    take("press-1");
    answer("press-1", DOWN);
    pass(Duration.ofHours(1));
    answer("press-1", DOWN);

    assertThat(filed).extracting(UndeliveredAlert::reason).containsExactly(Reason.EXHAUSTED);
    assertThat(filed.get(0).attempts()).isEqualTo(2);
    assertThat(filed.get(0).message())
        .endsWith("tried 2 times: at last it answered with status 503.");
  }

  @Test
  void shouldHoldUpOneSensorOnlyWhileWhatWasGivenUpCannotBeKept() {
    filing = new CompletableFuture<>();
    take("press-1", "press-1", "press-2");
    answer("press-1", new Answer.Refused(400));
    answer("press-2", new Answer.Taken());

    assertThat(posts).isEmpty();
    assertThat(courier.ledger().toCommit().get(PARTITION).offset()).isZero();
    take("press-3");
    assertThat(posts).containsOnlyKeys("press-3");
  }

  @Test
  void shouldNotWaitLongerForWhatCannotBeKeptThanItMay() throws InterruptedException {
    filing = new CompletableFuture<>();
    courier.take(Deliveries.record("press-1", 0, "no alert".getBytes(UTF_8)));

    courier.finish(List.of(PARTITION), Duration.ofMillis(20));

    assertThat(courier.ledger().toCommit().get(PARTITION).offset()).isZero();
  }

  @Test
  void shouldNotMindAnAnswerAboutAPartitionThatIsSomebodyElses() {
    take("press-1");
    courier.drop(List.of(PARTITION));

    answer("press-1", new Answer.Taken());

    assertThat(courier.ledger().toCommit()).isEmpty();
    assertThat(courier.isExpecting()).isFalse();
  }

  private Courier courier(BreakerSettings settings, int inFlight) {
    WebhookBreaker breaker = new WebhookBreaker("ops", settings, clock);
    WebhookSettings webhook =
        new WebhookSettings(
            "ops", Secret.of("https://example.invalid"), null, null, null, null, null, null);
    UndeliveredAlerts undelivered =
        (record, alert) -> {
          filed.add(alert);
          return filing;
        };
    return new Courier(
        new Courier.Means(
            new WantedAlerts(webhook),
            this::post,
            breaker,
            new RetrySchedule("ops", RetrySettings.defaults()),
            new Filing("ops", undelivered, clock),
            new DeliveryMeters(registry, "ops", breaker),
            clock),
        new Courier.Bounds(inFlight, Duration.ofMinutes(5)));
  }

  private CompletableFuture<Answer> post(Delivery delivery) {
    posted++;
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    posts.put(delivery.alert().sensorId(), answer);
    return answer;
  }

  private void take(String... sensors) {
    long offset = courier.ledger().uncommitted(PARTITION);
    for (String sensor : sensors) {
      courier.take(Deliveries.record(Alerts.change(sensor, 0), offset++));
    }
    courier.work();
  }

  private void answer(String sensor, Answer answer) {
    posts.remove(sensor).complete(answer);
    courier.work();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    courier.work();
  }
}
