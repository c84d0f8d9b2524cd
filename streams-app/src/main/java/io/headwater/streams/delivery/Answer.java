package io.headwater.streams.delivery;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What became of one attempt to post an alert, named by what is to be done about it. */
sealed interface Answer {

  /** The webhook has it. */
  record Taken() implements Answer {}

  /** The webhook does not want it, and would say so again. */
  record Refused(int status) implements Answer {}

  /**
   * It may be taken later.
   *
   * @param status null when there was no answer at all
   * @param what happened, to go on a sentence about the webhook with; never tells its URL
   * @param retryAfter the pause the webhook asks for; null when it asks for none
   */
  record Troubled(@Nullable Integer status, String what, @Nullable Duration retryAfter)
      implements Answer {}

  /** Statuses below 500 that pass: the request timed out, and too many requests. */
  Set<Integer> PASSING = Set.of(408, 429);

  /**
   * What a status means. Redirects are refusals: the alert would be posted to somebody who was
   * never named in the settings.
   *
   * @param retryAfter the header of that name
   */
  static Answer of(int status, Optional<String> retryAfter, Instant now) {
    if (status >= 200 && status < 300) {
      return new Taken();
    }
    if (status >= 500 || PASSING.contains(status)) {
      Duration pause = retryAfter.flatMap(text -> RetryAfter.parse(text, now)).orElse(null);
      return new Troubled(status, "answered with status " + status, pause);
    }
    return new Refused(status);
  }

  /**
   * What it means that there is no status. The words of the failure are left out, because they may
   * tell where the webhook is.
   *
   * @param timeout how long was waited for an answer
   */
  static Answer ofFailure(Throwable failure, Duration timeout) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new Troubled(null, inWords(cause, timeout), null);
  }

  private static String inWords(Throwable cause, Duration timeout) {
    if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
      return "did not answer within " + timeout.toMillis() + " ms";
    }
    if (cause instanceof ConnectException) {
      return "could not be connected to";
    }
    return cause instanceof SSLException
        ? "could not be trusted: TLS failed"
        : "broke the connection (" + cause.getClass().getSimpleName() + ")";
  }
}
