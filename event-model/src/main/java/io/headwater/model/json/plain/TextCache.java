package io.headwater.model.json.plain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns ASCII into texts, and equal short ones into the same object: what sensors are called, where
 * they are and what they measure comes again with almost every reading.
 *
 * <p>A cache of fixed size: a text may be pushed out by another and be made once more later. Not
 * safe for use by several threads at once.
 */
public final class TextCache {

  /** Texts longer than that hardly ever come twice, and are not kept. */
  private static final int LONGEST = 64;

  private static final int BITS = 13;

  private final byte @Nullable [] @Nullable [] sources = new byte[1 << BITS][];
  private final @Nullable String[] texts = new String[1 << BITS];

  /** The text of {@code length} bytes of ASCII. */
  public String text(byte[] source, int from, int length) {
    if (length > LONGEST) {
      return ascii(source, from, length);
    }
    int slot = TextHash.of(source, from, length, BITS);
    byte[] held = sources[slot];
    String text = texts[slot];
    if (text == null
        || held == null
        || !Arrays.equals(held, 0, held.length, source, from, from + length)) {
      text = ascii(source, from, length);
      texts[slot] = text;
      sources[slot] = Arrays.copyOfRange(source, from, from + length);
    }
    return text;
  }

  private static String ascii(byte[] source, int from, int length) {
    return new String(source, from, length, StandardCharsets.ISO_8859_1);
  }
}
