package io.headwater.quickstart.doctor.webhook;

import io.headwater.quickstart.doctor.check.Check;
import io.headwater.quickstart.doctor.check.Finding;
import io.headwater.quickstart.doctor.clock.ClockReading;
import io.headwater.quickstart.doctor.clock.ClockReadings;
import io.headwater.streams.config.WebhookSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What a webhook answers to {@code OPTIONS}, which by HTTP's rules does nothing there. */
final class OptionsCheck implements Check {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int SERVER_ERROR = 500;

  private final WebhookSettings webhook;
  private final InstantSource clock;
  private final ClockReadings readings;

  OptionsCheck(WebhookSettings webhook, InstantSource clock, ClockReadings readings) {
    this.webhook = webhook;
    this.clock = clock;
    this.readings = readings;
  }

  @Override
  public String name() {
    return WebhookCheck.nameOf(webhook) + "-options";
  }

  @Override
  public List<String> needs() {
    return List.of(WebhookCheck.nameOf(webhook));
  }

  @Override
  public List<Finding> look() throws Exception {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest options =
        HttpRequest.newBuilder(webhook.address())
            .method("OPTIONS", BodyPublishers.noBody())
            .timeout(PATIENCE)
            .build();
    Instant before = clock.instant();
    HttpResponse<Void> answer = client.send(options, BodyHandlers.discarding());
    Instant after = clock.instant();
    answer.headers().firstValue("Date").ifPresent(date -> note(date, before, after));
    return List.of(judge(answer.statusCode()));
  }

  /** Its clock shows whole seconds. */
  private void note(String date, Instant before, Instant after) {
    try {
      Instant shown = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      readings.add(
          ClockReading.of(
              "the webhook " + webhook.name(), shown, shown.plusSeconds(1), before, after));
    } catch (DateTimeParseException noDate) {
      // Then it tells nothing of its clock
    }
  }

  /** Most webhooks refuse OPTIONS, so a refusal says no more than that somebody is there. */
  private Finding judge(int status) {
    String seen = "OPTIONS was answered with " + status;
    return status < SERVER_ERROR
        ? Finding.ok(seen + "; whether POST is taken is not known without an alert")
        : Finding.warn(
            seen, "look at the receiver's own log: it fails before it looks at an alert");
  }
}
