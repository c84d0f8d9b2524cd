package io.headwater.streams.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.EventTime;
import io.headwater.model.Origin;
import io.headwater.model.UndeliveredAlert;
import io.headwater.model.UndeliveredAlert.Reason;
import io.headwater.model.json.ContractViolation;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files the alerts that a webhook has not taken, and says why. */
final class Filing {

  private static final Logger log = LoggerFactory.getLogger(Filing.class);

  private final String webhook;
  private final UndeliveredAlerts undelivered;
  private final InstantSource clock;

  Filing(String webhook, UndeliveredAlerts undelivered, InstantSource clock) {
    this.webhook = webhook;
    this.undelivered = undelivered;
    this.clock = clock;
  }

  /** The webhook has said that it does not want it. */
  CompletionStage<Void> refused(Delivery delivery, int status) {
    String message =
        "The webhook %s refused the alert with status %d, which is final: it was tried %s."
            .formatted(webhook, status, times(delivery.attempts()));
    return file(of(delivery, Reason.REFUSED, message, status), delivery.record());
  }

  /** It has been tried for long enough. */
  CompletionStage<Void> exhausted(Delivery delivery, Answer.Troubled last) {
    String message =
        "The webhook %s has not taken the alert, which was tried %s: at last it %s."
            .formatted(webhook, times(delivery.attempts()), last.what());
    return file(of(delivery, Reason.EXHAUSTED, message, last.status()), delivery.record());
  }

  /** The record is no alert. */
  CompletionStage<Void> unreadable(
      ConsumerRecord<byte[], byte[]> record, ContractViolation violation) {
    String message = "The record is no alert: " + violation.getMessage() + ".";
    return file(
        new UndeliveredAlert(
            webhook,
            Reason.UNREADABLE,
            message,
            null,
            0,
            now(),
            null,
            null,
            text(record),
            origin(record)),
        record);
  }

  private UndeliveredAlert of(
      Delivery delivery, Reason reason, String message, @Nullable Integer status) {
    return new UndeliveredAlert(
        webhook,
        reason,
        message,
        status,
        delivery.attempts(),
        now(),
        delivery.alert().alertId(),
        delivery.alert().state(),
        text(delivery.record()),
        origin(delivery.record()));
  }

  private CompletionStage<Void> file(
      UndeliveredAlert alert, ConsumerRecord<byte[], byte[]> record) {
    log.warn("An alert is undelivered ({}): {}", alert.alertId(), alert.message());
    return undelivered.file(record, alert);
  }

  private long now() {
    return EventTime.ofMillis(clock.millis());
  }

  private static Origin origin(ConsumerRecord<byte[], byte[]> record) {
    return new Origin(record.topic(), record.partition(), record.offset());
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null ? "" : new String(record.value(), UTF_8);
  }

  private static String times(int attempts) {
    return attempts == 1 ? "once" : attempts + " times";
  }
}
