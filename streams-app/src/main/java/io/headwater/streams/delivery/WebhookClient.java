package io.headwater.streams.delivery;

import io.headwater.streams.config.WebhookSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts alerts to a webhook: the record's bytes as they are, and headers by which the receiver
 * knows an alert again and can tell who sent it. Safe for use by several threads.
 */
final class WebhookClient implements Poster {

  private final URI address;
  private final Duration timeout;
  private final Optional<Signature> signature;
  private final InstantSource clock;
  private final HttpClient http;

  WebhookClient(WebhookSettings webhook, InstantSource clock) {
    this.address = webhook.address();
    this.timeout = webhook.timeout();
    this.signature = Optional.ofNullable(webhook.hmacSecret()).map(Signature::new);
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public CompletionStage<Answer> post(Delivery delivery) {
    CompletableFuture<HttpResponse<Void>> exchange;
    try {
      exchange = http.sendAsync(request(delivery), BodyHandlers.discarding());
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(Answer.ofFailure(e, timeout));
    }
    // The client's own time-out ends with the headers of the answer
    return exchange
        .copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (response, failure) -> {
              exchange.cancel(true); // Without effect on one that has ended
              return answer(response, failure);
            });
  }

  private Answer answer(@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
    if (failure != null) {
      return Answer.ofFailure(failure, timeout);
    }
    return Answer.of(
        response.statusCode(), response.headers().firstValue("Retry-After"), clock.instant());
  }

  private HttpRequest request(Delivery delivery) {
    byte[] body = delivery.record().value();
    long now = clock.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("User-Agent", "headwater")
            .header("Idempotency-Key", IdempotencyKey.of(delivery.alert()))
            .header("X-Headwater-Timestamp", Long.toString(now))
            .POST(BodyPublishers.ofByteArray(body));
    signature.ifPresent(by -> request.header("X-Headwater-Signature", by.of(now, body)));
    return request.build();
  }
}
