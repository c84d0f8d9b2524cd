package io.headwater.streams.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.headwater.streams.config.BreakerSettings;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a webhook alone while it is down: Resilience4j's circuit breaker. An alert the webhook
 * refuses shows that it is up.
 */
final class WebhookBreaker {

  private static final Logger log = LoggerFactory.getLogger(WebhookBreaker.class);

  private final CircuitBreaker breaker;

  WebhookBreaker(String webhook, BreakerSettings settings, InstantSource clock) {
    this.breaker =
        CircuitBreaker.of(
            webhook,
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.attempts())
                .minimumNumberOfCalls(settings.attempts())
                .failureRateThreshold(settings.failurePercent())
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(change -> tell(change.getStateTransition(), webhook, settings));
  }

  /** Whether one attempt may be made now; if so it must be, and be {@link #noted}. */
  boolean permits() {
    return breaker.tryAcquirePermission();
  }

  /** What became of an attempt. */
  void noted(Answer answer) {
    if (answer instanceof Answer.Troubled trouble) {
      breaker.onError(0, TimeUnit.MILLISECONDS, new TroubledException(trouble.what()));
    } else {
      breaker.onSuccess(0, TimeUnit.MILLISECONDS);
    }
  }

  /** 0 while attempts are made, 1 while one finds out, 2 while the webhook is left alone. */
  int position() {
    State state = breaker.getState();
    if (state == State.OPEN) {
      return 2;
    }
    return state == State.HALF_OPEN ? 1 : 0;
  }

  /** Once for each time it is down, however many attempts find that it still is. */
  private static void tell(StateTransition change, String webhook, BreakerSettings settings) {
    if (change == StateTransition.CLOSED_TO_OPEN) {
      log.warn(
          "Webhook {} is down: it is asked only each {} ms whether it is back; its alerts wait.",
          webhook,
          settings.pause().toMillis());
    } else if (change == StateTransition.HALF_OPEN_TO_CLOSED) {
      log.info("Webhook {} is back.", webhook);
    }
  }

  /** The breaker wants an exception; nobody sees it. */
  private static final class TroubledException extends Exception {
    private static final long serialVersionUID = 1L;

    TroubledException(String what) {
      super(what, null, false, false);
    }
  }
}
