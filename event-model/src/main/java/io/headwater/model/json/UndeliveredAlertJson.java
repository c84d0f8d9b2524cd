package io.headwater.model.json;

import static io.headwater.model.json.FieldReader.required;

import io.headwater.model.Alert;
import io.headwater.model.UndeliveredAlert;
import io.headwater.model.UndeliveredAlert.Reason;

/** A record of the undelivered topic. */
public final class UndeliveredAlertJson extends ObjectCodec<UndeliveredAlert> {

  @Override
  void write(UndeliveredAlert undelivered, FieldWriter out) {
    out.text("webhook", undelivered.webhook());
    out.text("reason", undelivered.reason().text());
    out.text("message", undelivered.message());
    out.integerOrNull("status", undelivered.status());
    out.integer("attempts", undelivered.attempts());
    out.time("given_up_at", undelivered.givenUpAt());
    out.text("alert_id", undelivered.alertId());
    Alert.State state = undelivered.state();
    out.text("state", state == null ? null : state.text());
    out.text("alert", undelivered.alert());
    OriginFields.write(undelivered.origin(), out);
  }

  @Override
  UndeliveredAlert read(FieldReader in) {
    String webhook = null;
    Reason reason = null;
    String message = null;
    Integer status = null;
    Integer attempts = null;
    Long givenUpAt = null;
    String alertId = null;
    Alert.State state = null;
    String alert = null;
    OriginFields origin = new OriginFields();
    while (in.next()) {
      switch (in.name()) {
        case "webhook" -> webhook = in.text();
        case "reason" -> reason = in.named(Reason::ofText);
        case "message" -> message = in.text();
        case "status" -> status = in.smallIntegerOrNull();
        case "attempts" -> attempts = in.smallInteger();
        case "given_up_at" -> givenUpAt = in.time();
        case "alert_id" -> alertId = in.textOrNull();
        case "state" -> state = in.namedOrNull(Alert.State::ofText);
        case "alert" -> alert = in.text();
        default -> origin.readOrSkip(in);
      }
    }
    return new UndeliveredAlert(
        required("webhook", webhook),
        required("reason", reason),
        required("message", message),
        status,
        required("attempts", attempts),
        required("given_up_at", givenUpAt),
        alertId,
        state,
        required("alert", alert),
        origin.origin());
  }
}
