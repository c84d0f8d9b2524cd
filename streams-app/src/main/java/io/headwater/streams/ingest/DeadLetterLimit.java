package io.headwater.streams.ingest;

import io.headwater.model.settings.KafkaSettings.Profile;

/**
 * How large a dead letter may be. Base64 makes it a third larger than the record it holds, so the
 * largest record a broker takes by default would no longer pass; a dead letter the producer or the
 * broker refuses would stop the stream.
 *
 * <p>Whoever makes the producer and the topic must allow this much: {@code max.request.size} of the
 * producer and {@code max.message.bytes} of the rejected topic.
 */
public final class DeadLetterLimit {

  /** With the profile {@code kafka}: enough for a record of 1 MB with its key and headers. */
  public static final int KAFKA_BYTES = 4 * 1024 * 1024;

  /** With the profile {@code event-hubs}: its limit is 1 MB and can't be raised. */
  public static final int EVENT_HUBS_BYTES = 1_000_000;

  private DeadLetterLimit() {}

  /** The limit of that kind of broker, in bytes. */
  public static int bytes(Profile profile) {
    return switch (profile) {
      case KAFKA -> KAFKA_BYTES;
      case EVENT_HUBS -> EVENT_HUBS_BYTES;
    };
  }
}
