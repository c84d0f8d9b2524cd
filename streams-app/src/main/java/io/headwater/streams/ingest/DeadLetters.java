package io.headwater.streams.ingest;

import io.headwater.model.Excerpt;
import io.headwater.model.Origin;
import io.headwater.model.RejectedEvent;
import io.headwater.streams.ingest.Decoded.Rejected;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes the dead letter of a record: all of it, so that it can be mended and replayed.
 *
 * <p>A record too large for that is cut, its dead letter says by how much, and where the whole
 * record is to be had: stopping the stream for it, or losing it silently, would both be worse.
 */
final class DeadLetters {

  /** Names of the fields, the message, the origin, and Kafka's own frame. */
  private static final int OVERHEAD = 8 * 1024;

  private static final int OVERHEAD_OF_HEADER = 64;
  private static final int LONGEST_ESCAPE = 6;

  private final long limit;

  /**
   * @param limit what a dead letter may have, key included, in bytes
   */
  DeadLetters(int limit) {
    this.limit = limit;
  }

  Record<byte[], RejectedEvent> of(Rejected why, Record<byte[], byte[]> record, Origin origin) {
    if (sizeAtMost(record) > limit) {
      return cut(why, record, origin);
    }
    RejectedEvent letter =
        new RejectedEvent(
            why.reason(),
            why.message(),
            record.value(),
            origin,
            record.timestamp(),
            record.key(),
            headers(record.headers()));
    return new Record<>(record.key(), letter, record.timestamp());
  }

  private Record<byte[], RejectedEvent> cut(
      Rejected why, Record<byte[], byte[]> record, Origin origin) {
    byte[] payload = Excerpt.of(Excerpt.VALUE, record.value());
    byte[] key = Excerpt.of(Excerpt.KEY, record.key());
    String message =
        ("%s This dead letter is cut, because whole it could exceed %d bytes: it has %d of %d bytes"
                + " of the payload, %d of %d bytes of the key, and none of the %d headers. The"
                + " whole record is in topic %s, partition %d, at offset %d.")
            .formatted(
                why.message(),
                limit,
                length(payload),
                length(record.value()),
                length(key),
                length(record.key()),
                headers(record.headers()).size(),
                origin.topic(),
                origin.partition(),
                origin.offset());
    RejectedEvent letter =
        new RejectedEvent(
            why.reason(), message, payload, origin, record.timestamp(), key, List.of());
    return new Record<>(key, letter, record.timestamp());
  }

  private static long sizeAtMost(Record<byte[], byte[]> record) {
    long size = OVERHEAD + base64(record.value()) + base64(record.key()) + length(record.key());
    for (Header header : record.headers()) {
      size +=
          OVERHEAD_OF_HEADER
              + (long) LONGEST_ESCAPE * header.key().length()
              + base64(header.value());
    }
    return size;
  }

  private static List<RejectedEvent.Header> headers(Headers headers) {
    List<RejectedEvent.Header> copies = new ArrayList<>();
    for (Header header : headers) {
      copies.add(new RejectedEvent.Header(header.key(), header.value()));
    }
    return copies;
  }

  private static long base64(byte @Nullable [] bytes) {
    return (length(bytes) + 2) / 3 * 4L;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
