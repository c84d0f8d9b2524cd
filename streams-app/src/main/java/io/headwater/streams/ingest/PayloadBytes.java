package io.headwater.streams.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What can be said of a payload before it is read as JSON: its size and its encoding. */
final class PayloadBytes {

  static final int LARGEST = 256 * 1024;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ANY_HIGH_BIT = 0x8080808080808080L;

  private PayloadBytes() {}

  static boolean hasByteOrderMark(byte[] payload) {
    return startsWith(payload, 0xEF, 0xBB, 0xBF)
        || startsWith(payload, 0xFE, 0xFF)
        || startsWith(payload, 0xFF, 0xFE)
        || startsWith(payload, 0x00, 0x00, 0xFE, 0xFF);
  }

  /**
   * Whether one of the first four bytes is zero. JSON begins with two ASCII characters, so this is
   * UTF-16 or UTF-32; in UTF-8 a zero byte is not JSON.
   */
  static boolean looksWide(byte[] payload) {
    for (int i = 0; i < Math.min(4, payload.length); i++) {
      if (payload[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Strictly: no overlong form, no encoded surrogate, nothing cut off. The JSON parser is laxer,
   * and does not look at what it skips.
   */
  static boolean isUtf8(byte[] payload) {
    return isAscii(payload) || decodes(payload);
  }

  private static boolean isAscii(byte[] payload) {
    int i = 0;
    for (; i + Long.BYTES <= payload.length; i += Long.BYTES) {
      if (((long) EIGHT_BYTES.get(payload, i) & ANY_HIGH_BIT) != 0) {
        return false;
      }
    }
    for (; i < payload.length; i++) {
      if (payload[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean decodes(byte[] payload) {
    try {
      // a new decoder reports what is malformed, unlike String, which replaces it
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean startsWith(byte[] payload, int... mark) {
    if (payload.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((payload[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
