package io.headwater.streams.enrich;

import io.headwater.model.SensorReference;
import io.headwater.model.SensorReference.Limits;
import io.headwater.model.json.ContractViolation;
import io.headwater.model.json.SensorReferenceJson;
import org.jspecify.annotations.Nullable;

/** Says which values of the reference topic the stream takes, and reads them. Thread-safe. */
public final class ReferenceReader {

  /**
   * Each event of a sensor repeats its reference: with the largest payload, and all of it escaped,
   * that must stay within the megabyte that topics take by default.
   */
  private static final int LARGEST = 64 * 1024;

  /** As of an event's value: what a conversion makes of it is still a number. */
  private static final double LARGEST_LIMIT = 1e100;

  private static final SensorReferenceJson JSON = new SensorReferenceJson();

  private ReferenceReader() {}

  /**
   * The reference in a record of the reference topic.
   *
   * @param json the record's value
   * @throws IllegalArgumentException when the stream refuses it; the message says why
   */
  public static SensorReference read(byte[] json) {
    if (json.length > LARGEST) {
      throw new IllegalArgumentException(
          "it has %d bytes; at most %d are taken".formatted(json.length, LARGEST));
    }
    SensorReference reference = decode(json);
    requireUsable(reference.limits());
    return reference;
  }

  private static SensorReference decode(byte[] json) {
    try {
      return JSON.decode(json);
    } catch (ContractViolation e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static void requireUsable(@Nullable Limits limits) {
    if (limits == null) {
      return;
    }
    requireInRange("limits.low", limits.low());
    requireInRange("limits.high", limits.high());
    if (limits.low() != null && limits.high() != null && limits.low() > limits.high()) {
      throw new IllegalArgumentException(
          "limits.low %s is above limits.high %s".formatted(limits.low(), limits.high()));
    }
  }

  private static void requireInRange(String name, @Nullable Double limit) {
    if (limit != null && Math.abs(limit) > LARGEST_LIMIT) {
      throw new IllegalArgumentException(
          "%s must be at most 1e100 in magnitude, but is %s".formatted(name, limit));
    }
  }
}
