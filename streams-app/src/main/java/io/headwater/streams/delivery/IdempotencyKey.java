package io.headwater.streams.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.model.Alert;

/**
 * The header {@code Idempotency-Key}: {@code <alert_id>:<state>}, by which a receiver knows an
 * alert's change that it has had before.
 */
final class IdempotencyKey {

  private IdempotencyKey() {}

  /**
   * As a header can carry it: percent, space and what is not ASCII are percent-encoded, byte by
   * byte in UTF-8, because ids of sensors may have any letters.
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
    return key.toString();
  }
}
