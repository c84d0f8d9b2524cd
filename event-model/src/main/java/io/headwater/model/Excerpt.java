package io.headwater.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept of a record that is too large to be kept whole, as a dead letter or as an
 * undelivered alert: so little that it passes however it is encoded.
 */
public final class Excerpt {

  /** Of the value: bytes, or characters. */
  public static final int VALUE = 64 * 1024;

  /** Of the key, and of what names things: bytes, or characters. */
  public static final int KEY = 1024;

  private Excerpt() {}

  /** The first {@code most} bytes; null of nothing. */
  public static byte @Nullable [] of(int most, byte @Nullable [] bytes) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  /** The first {@code most} characters, or one less where that would halve one. */
  public static String of(int most, String text) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
