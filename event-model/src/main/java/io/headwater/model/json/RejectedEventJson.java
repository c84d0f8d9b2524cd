package io.headwater.model.json;

import static io.headwater.model.json.FieldReader.required;

import io.headwater.model.EventTime;
import io.headwater.model.RejectReason;
import io.headwater.model.RejectedEvent;
import io.headwater.model.RejectedEvent.Header;
import java.util.List;

/** A record of the rejected topic. */
public final class RejectedEventJson extends ObjectCodec<RejectedEvent> {

  private static final int MICROS_PER_MILLI = 1_000;

  @Override
  void write(RejectedEvent rejected, FieldWriter out) {
    out.text("reason", rejected.reason().name());
    out.text("message", rejected.message());
    out.base64("payload_base64", rejected.payload());
    OriginFields.write(rejected.origin(), out);
    out.time("origin_timestamp", EventTime.ofMillis(rejected.originTimestamp()));
    out.base64("origin_key_base64", rejected.originKey());
    out.objects("headers", rejected.headers(), RejectedEventJson::writeHeader);
  }

  private static void writeHeader(Header header, FieldWriter out) {
    out.text("key", header.key());
    out.base64("value_base64", header.value());
  }

  @Override
  RejectedEvent read(FieldReader in) {
    RejectReason reason = null;
    String message = null;
    byte[] payload = null;
    Long originTimestamp = null;
    byte[] originKey = null;
    List<Header> headers = null;
    OriginFields origin = new OriginFields();
    while (in.next()) {
      switch (in.name()) {
        case "reason" -> reason = in.named(RejectReason::valueOf);
        case "message" -> message = in.text();
        case "payload_base64" -> payload = in.base64OrNull();
        case "origin_timestamp" -> originTimestamp = Math.floorDiv(in.time(), MICROS_PER_MILLI);
        case "origin_key_base64" -> originKey = in.base64OrNull();
        case "headers" -> headers = in.list(e -> e.object(RejectedEventJson::readHeader));
        default -> origin.readOrSkip(in);
      }
    }
    return new RejectedEvent(
        required("reason", reason),
        required("message", message),
        payload,
        origin.origin(),
        required("origin_timestamp", originTimestamp),
        originKey,
        required("headers", headers));
  }

  private static Header readHeader(FieldReader in) {
    String key = null;
    byte[] value = null;
    while (in.next()) {
      switch (in.name()) {
        case "key" -> key = in.text();
        case "value_base64" -> value = in.base64OrNull();
        default -> in.skip();
      }
    }
    return new Header(required("headers.key", key), value);
  }
}
