package io.headwater.streams.delivery;

import io.headwater.model.UndeliveredAlert.Reason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What is measured about the delivery to one webhook. */
final class DeliveryMeters {

  private final MeterRegistry registry;
  private final String webhook;
  private final Timer latency;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();

  DeliveryMeters(MeterRegistry registry, String webhook, WebhookBreaker breaker) {
    this.registry = registry;
    this.webhook = webhook;
    this.latency =
        Timer.builder("headwater.delivery.latency")
            .description("From the time of an alert's record to the webhook's having taken it")
            .tag("webhook", webhook)
            .register(registry);
    Gauge.builder("headwater.delivery.breaker", breaker, WebhookBreaker::position)
        .description("0: the webhook is up, 1: one attempt finds out, 2: it is left alone")
        .tag("webhook", webhook)
        .register(registry);
    Gauge.builder("headwater.delivery.in.flight", inFlight, AtomicInteger::get)
        .description("Requests that wait for their answers")
        .tag("webhook", webhook)
        .register(registry);
    Gauge.builder("headwater.delivery.waiting", waiting, AtomicInteger::get)
        .description("Alerts that are read and neither delivered nor given up")
        .tag("webhook", webhook)
        .register(registry);
  }

  /** An alert was taken, so long after its record's time. */
  void delivered(Duration after) {
    count("delivered");
    latency.record(after.isNegative() ? Duration.ZERO : after);
  }

  /** An alert was filed as undelivered. */
  void givenUp(Reason reason) {
    count(reason.text());
  }

  /** The webhook does not want it, or has the location's alert instead. */
  void passedOver() {
    count("passed_over");
  }

  /** An attempt failed, and is made again. */
  void retried() {
    registry.counter("headwater.delivery.retries", "webhook", webhook).increment();
  }

  void now(int requests, int alerts) {
    inFlight.set(requests);
    waiting.set(alerts);
  }

  private void count(String outcome) {
    registry
        .counter("headwater.delivery.deliveries", "webhook", webhook, "outcome", outcome)
        .increment();
  }
}
