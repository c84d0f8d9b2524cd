package io.headwater.model;

/** Why an input record went to the dead-letter topic. The names are part of the contract. */
public enum RejectReason {
  /** Not one well-formed JSON object in UTF-8 within the limits of nesting. */
  MALFORMED_JSON,
  /** A required field is absent or null. */
  MISSING_FIELD,
  /** A field has the wrong type, length, characters or magnitude. */
  INVALID_FIELD,
  /** The timestamp is not an ISO-8601 instant with {@code Z} or an offset. */
  INVALID_TIMESTAMP,
  /** The timestamp is further past the wall clock than {@code headwater.time.max-ahead}. */
  TIMESTAMP_TOO_FAR_AHEAD,
  /** The payload is longer than 256 KiB. */
  PAYLOAD_TOO_LARGE,
  /** The record's key is not its {@code sensor_id}. */
  KEY_MISMATCH
}
