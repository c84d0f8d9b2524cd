package io.headwater.streams.delivery;

import io.headwater.model.UndeliveredAlert.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What is measured about the delivery to one webhook. */
final class DeliveryMeters {

  private static final String DELIVERED = "delivered";
  private static final String PASSED_OVER = "passed_over";

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
    // all there are from the start, at zero: a rate misses a counter's first step
    outcome(DELIVERED);
    outcome(PASSED_OVER);
    for (Reason reason : Reason.values()) {
      outcome(reason.text());
    }
    retries();
  }

  /** An alert was taken, so long after its record's time. */
  void delivered(Duration after) {
    outcome(DELIVERED).increment();
    latency.record(after.isNegative() ? Duration.ZERO : after);
  }

  /** An alert was filed as undelivered. */
  void givenUp(Reason reason) {
    outcome(reason.text()).increment();
  }

  /** The webhook does not want it, or has the location's alert instead. */
  void passedOver() {
    outcome(PASSED_OVER).increment();
  }

  /** An attempt failed, and is made again. */
  void retried() {
    retries().increment();
  }

  void now(int requests, int alerts) {
    inFlight.set(requests);
    waiting.set(alerts);
  }

  private Counter outcome(String outcome) {
    return Counter.builder("headwater.delivery.deliveries")
        .description("Alerts that are done with, by how")
        .tag("webhook", webhook)
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter retries() {
    return Counter.builder("headwater.delivery.retries")
        .description("Attempts that failed and are made again")
        .tag("webhook", webhook)
        .register(registry);
  }
}
