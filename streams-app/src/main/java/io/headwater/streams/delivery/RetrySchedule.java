package io.headwater.streams.delivery;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.headwater.streams.config.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When an alert is posted again, and when no more: exponential back-off with jitter, by
 * Resilience4j, for as long as the settings say. Reads no clock.
 */
final class RetrySchedule {

  /** By then the longest pause there can be is reached. */
  private static final int MOST_DOUBLINGS = 40;

  private final Retry retry;
  private final Duration giveUpAfter;

  RetrySchedule(String webhook, RetrySettings settings) {
    IntervalFunction doubling =
        IntervalFunction.ofExponentialBackoff(settings.first(), 2, settings.longest());
    this.retry =
        Retry.of(
            webhook,
            RetryConfig.<Answer.Troubled>custom()
                .maxAttempts(Integer.MAX_VALUE)
                .retryOnResult(trouble -> true)
                .intervalBiFunction(
                    (attempt, trouble) ->
                        jittered(doubling.apply(Math.min(attempt, MOST_DOUBLINGS))))
                .build());
    this.giveUpAfter = settings.giveUpAfter();
  }

  /** The attempts of one alert, the first of which begins now. */
  Series begin(Instant now) {
    return new Series(now);
  }

  /** By chance between half of it and all of it. */
  private static long jittered(long millis) {
    return IntervalFunction.ofRandomized(Math.max(1, millis * 3 / 4), 1.0 / 3).apply(1);
  }

  /** The attempts of one alert. Not safe for use by several threads. */
  final class Series {

    private final Instant begun;
    private final Retry.AsyncContext<Answer.Troubled> context = retry.asyncContext();

    private Series(Instant begun) {
      this.begun = begun;
    }

    /** The pause before the next attempt; empty when the one that just failed was the last. */
    Optional<Duration> after(Answer.Troubled trouble, Instant now) {
      if (!now.isBefore(begun.plus(giveUpAfter))) {
        return Optional.empty();
      }
      return Optional.of(Duration.ofMillis(context.onResult(trouble)));
    }
  }
}
