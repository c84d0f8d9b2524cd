package io.headwater.streams.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.Alert;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The header {@code Idempotency-Key}: {@code <alert_id>:<state>}, by which a receiver knows an
 * alert's change that it has had before.
 */
final class IdempotencyKey {

  /**
   * A longer one is cut, and ends with a tilde and the SHA-256 of the whole, in hexadecimal: in
   * Base64 it must fit the 512 characters of a key of Azure Tables.
   */
  static final int MOST_CHARS = 256;

  private static final int HASH_CHARS = 64;

  private IdempotencyKey() {}

  /**
   * As a header can carry it: percent, space and what is not ASCII are percent-encoded, byte by
   * byte in UTF-8, because ids of sensors may have any letters. At most {@link #MOST_CHARS}.
   */
  static String of(Alert alert) {
    StringBuilder key = new StringBuilder();
    for (byte b : (alert.alertId() + ":" + alert.state().text()).getBytes(UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '%') {
        key.append((char) b);
      } else {
        key.append('%').append(String.format("%02X", b));
      }
    }
    return key.length() <= MOST_CHARS ? key.toString() : cut(key.toString());
  }

  private static String cut(String key) {
    return key.substring(0, MOST_CHARS - HASH_CHARS - 1) + "~" + sha256(key);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Each Java has SHA-256", e);
    }
  }
}
