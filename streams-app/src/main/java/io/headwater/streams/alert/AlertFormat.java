package io.headwater.streams.alert;

import io.headwater.model.Alert;
import io.headwater.model.json.AlertJson;
import io.headwater.streams.state.FormatVersion;
import java.nio.ByteBuffer;

/** The bytes of an alert in the state and between the stages: a version, then its JSON. */
final class AlertFormat {

  private static final byte VERSION = 1;
  private static final AlertJson JSON = new AlertJson();

  private AlertFormat() {}

  static byte[] encode(Alert alert) {
    byte[] json = JSON.encode(alert);
    return ByteBuffer.allocate(Byte.BYTES + json.length).put(VERSION).put(json).array();
  }

  /**
   * The alert in all that is left of the bytes.
   *
   * @throws IllegalStateException when another version wrote them
   */
  static Alert decode(ByteBuffer in) {
    FormatVersion.require(VERSION, in.get(), "alerts");
    byte[] json = new byte[in.remaining()];
    in.get(json);
    return JSON.decode(json);
  }
}
