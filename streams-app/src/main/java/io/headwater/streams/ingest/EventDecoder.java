package io.headwater.streams.ingest;

import static io.headwater.model.RejectReason.MALFORMED_JSON;
import static io.headwater.model.RejectReason.PAYLOAD_TOO_LARGE;

import io.headwater.model.SensorEvent;
import io.headwater.model.json.plain.Shortcut;
import io.headwater.streams.ingest.Decoded.Accepted;
import io.headwater.streams.ingest.Decoded.Rejected;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * A payload's bytes as an event, or why they are none. Whatever the bytes are, it answers; it never
 * throws. Not safe for use by several threads at once.
 *
 * <p>Most payloads are plain, and a reader that knows nothing but such events takes them. All
 * others are parsed: only the parser refuses.
 */
final class EventDecoder {

  private static final int DEEPEST = 32;
  private static final int LONGEST_COMPLAINT = 200;

  // The payload's size bounds everything but the nesting. Names are not failed for colliding
  // hashes: whoever chose them so would otherwise choose what is an event and what is not.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(PayloadBytes.LARGEST)
                  .maxNumberLength(PayloadBytes.LARGEST)
                  .maxStringLength(PayloadBytes.LARGEST)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final PlainEventReader plain = new PlainEventReader();
  private final Shortcut shortcut = new Shortcut();

  /** What the payload of a record is; null stands for a record without a value. */
  Decoded decode(byte @Nullable [] payload) {
    if (payload == null || !shortcut.isWorthATry()) {
      return parse(payload);
    }
    SensorEvent event = plain.read(payload);
    if (event == null) {
      shortcut.missed();
      return parse(payload);
    }
    shortcut.found();
    return new Accepted(event);
  }

  /** The same as {@link #decode}, by the parser alone. */
  static Decoded parse(byte @Nullable [] payload) {
    if (payload == null) {
      return malformed("The record has no value; an event is a JSON object.");
    }
    if (payload.length > PayloadBytes.LARGEST) {
      return new Rejected(
          PAYLOAD_TOO_LARGE,
          "The payload has %d bytes; at most %d are taken."
              .formatted(payload.length, PayloadBytes.LARGEST));
    }
    if (PayloadBytes.hasByteOrderMark(payload)) {
      return malformed("The payload begins with a byte order mark; send plain UTF-8.");
    }
    if (PayloadBytes.looksWide(payload)) {
      return malformed("The payload looks like UTF-16 or UTF-32; send UTF-8.");
    }
    if (!PayloadBytes.isUtf8(payload)) {
      return malformed("The payload is not valid UTF-8.");
    }
    return decodeText(payload);
  }

  private static Decoded decodeText(byte[] payload) {
    try {
      return new Accepted(EventValidator.validate(fields(payload)));
    } catch (Refusal refusal) {
      return refusal.rejected();
    }
  }

  private static EventFields fields(byte[] payload) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), payload)) {
      return EventFields.read(json);
    } catch (Refusal refusal) {
      throw refusal;
    } catch (StreamConstraintsException e) {
      throw new Refusal(MALFORMED_JSON, "The payload nests deeper than " + DEEPEST + " levels.");
    } catch (UnexpectedEndOfInputException e) {
      throw new Refusal(MALFORMED_JSON, "The payload ends in the middle of its JSON.");
    } catch (JacksonException e) {
      throw new Refusal(MALFORMED_JSON, complaint(e));
    } catch (RuntimeException e) {
      // A parser's own mistake over odd bytes must cost us that record, not the stream.
      throw new Refusal(
          MALFORMED_JSON,
          "The payload could not be read as JSON (" + e.getClass().getSimpleName() + ").");
    }
  }

  private static String complaint(JacksonException e) {
    TokenStreamLocation where = e.getLocation();
    String place =
        where == null
            ? ""
            : " (line %d, column %d)".formatted(where.getLineNr(), where.getColumnNr());
    return "The payload is not well-formed JSON%s: %s."
        .formatted(place, Excerpt.of(e.getOriginalMessage(), LONGEST_COMPLAINT));
  }

  private static Rejected malformed(String message) {
    return new Rejected(MALFORMED_JSON, message);
  }
}
