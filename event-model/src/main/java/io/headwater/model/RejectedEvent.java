package io.headwater.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter: an input record as it was, and why it was refused, so that it can be mended and
 * replayed. One record of the rejected topic; one row of the table {@code rejected_events}.
 *
 * <p>The byte arrays are not copied: whoever makes or reads one must not write to them.
 *
 * @param message one sentence: what is wrong and where
 * @param payload the original bytes; null for a record without a value
 * @param originTimestamp the record's own timestamp, milliseconds since the epoch
 * @param originKey the original key; null for a record without one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying each dead letter buys nothing
public record RejectedEvent(
    RejectReason reason,
    String message,
    byte @Nullable [] payload,
    Origin origin,
    long originTimestamp,
    byte @Nullable [] originKey,
    List<Header> headers) {

  public RejectedEvent {
    headers = List.copyOf(headers);
  }

  /** A header of the original record; its value may be null, as Kafka allows. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Header(String key, byte @Nullable [] value) {}
}
